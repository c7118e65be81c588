#!/bin/sh
# Puts PostgreSQL 13 of Debian 11 beside the machine's own PostgreSQL, for upgrades between major versions to be tried on
# one machine: install-postgres-13.sh. Needs root, apt-get and dpkg; nothing is installed as a package, and removing
# /usr/local/lib/pgo/postgresql undoes it. Ends with 3 when Debian's registry does not offer or deliver the packages.
set -eu

base=/usr/local/lib/pgo/postgresql
version=13
packages="postgresql-13 postgresql-client-13 libicu67 libldap-2.4-2 libssl1.1"
download_seconds=180

if [ -x "$base/$version/bin/postgres" ]; then echo "PostgreSQL $version is in $base/$version already."; exit 0; fi
unavailable() { echo "PostgreSQL $version cannot be had: $1" >&2; exit 3; }
for tool in apt-get dpkg timeout; do command -v "$tool" > /dev/null || unavailable "this machine has no $tool."; done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/deb"
echo 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bullseye main' > "$work/bullseye.list"
apt() {
  timeout "$download_seconds" apt-get -qq -o Dir::Etc::SourceList="$work/bullseye.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$work/lists" \
    -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=2 -o Acquire::http::Timeout=20 "$@"
}
apt update || unavailable "the list of packages of Debian 11 was not delivered."
# shellcheck disable=SC2086
(cd "$work/deb" && apt download $packages) || unavailable "its packages were not delivered."

mkdir -p "$base"
part="$base/$version.part.$$"
trap 'rm -rf "$work" "$part"' EXIT
mkdir "$part"
for package in "$work"/deb/*.deb; do dpkg -x "$package" "$part"; done
# Compiled queries need a library of their own, and PostgreSQL does without.
rm -rf "$part/usr/lib/postgresql/$version/lib/llvmjit.so" "$part/usr/share/doc" "$part/usr/share/man" "$part/usr/share/locale"
mkdir "$part/bin"
programs="usr/lib/postgresql/$version/bin"
for program in "$part/$programs"/*; do
  name=${program##*/}
  # Through a file of two lines each program finds the libraries of its own release.
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s "$@"\n' "$base/$version/usr/lib/x86_64-linux-gnu" "$base/$version/$programs/$name" > "$part/bin/$name"
  chmod 755 "$part/bin/$name"
done
mv "$part" "$base/$version"
"$base/$version/bin/postgres" --version || { rm -rf "${base:?}/$version"; unavailable "its programs do not run here."; }
