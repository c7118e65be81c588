#!/bin/sh
# Installs Debian packages without starting or enabling any service of theirs: install-system-packages.sh PACKAGE...
# Needs root. What was there before (the policy for services, PostgreSQL's defaults, running services) is as before afterwards.
set -eu

policy=/usr/sbin/policy-rc.d
saved_policy=/usr/sbin/policy-rc.d.before-pgo
postgres_defaults=/etc/postgresql-common/createcluster.d/pgo-setup.conf
work=$(mktemp -d)

export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

restore() {
  rm -f "$postgres_defaults"
  rmdir --ignore-fail-on-non-empty /etc/postgresql-common/createcluster.d 2>/dev/null || true
  if [ -e "$saved_policy" ]; then
    mv -f "$saved_policy" "$policy"
  elif [ -e "$work/no-policy-before" ]; then
    rm -f "$policy"
  fi
  rm -rf "$work"
}
trap restore EXIT
trap 'exit 130' INT TERM HUP

# A run that was killed has left the earlier policy aside.
if [ -e "$saved_policy" ]; then mv -f "$saved_policy" "$policy"; fi
if [ -e "$policy" ] && ! grep -q 'pgo: services stay off' "$policy"; then
  cp -p "$policy" "$saved_policy"
else
  : > "$work/no-policy-before"
fi
printf '#!/bin/sh\n# pgo: services stay off while its packages are installed\nexit 101\n' > "$policy.new"
chmod 755 "$policy.new"
mv -f "$policy.new" "$policy"

installed() { dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | sort -u; }
apt() { apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@"; }

installed > "$work/before"
apt update || echo 'apt-get update failed: going on with the lists that are there' >&2

# postgresql-common first: its defaults decide whether a server package creates and starts a database.
apt install --no-install-recommends postgresql-common
mkdir -p /etc/postgresql-common/createcluster.d
echo 'create_main_cluster = false' > "$postgres_defaults"
apt install --no-install-recommends "$@"

installed > "$work/after"
comm -13 "$work/before" "$work/after" | xargs -r dpkg -L \
  | grep -E '^(/usr)?/lib/systemd/system/[^/@]+\.(service|timer|socket)$' | sed 's#.*/##' | sort -u > "$work/units" || true
while read -r unit; do
  if command -v systemctl >/dev/null 2>&1; then
    systemctl disable "$unit" || true
  else
    # The packages leave links for systemd and for System V even where neither runs: the next boot may have one.
    rm -f /etc/systemd/system/*.wants/"$unit"
    script=${unit%.service}
    if [ -x "/etc/init.d/$script" ]; then update-rc.d "$script" disable || true; fi
  fi
done < "$work/units" >/dev/null 2>&1
