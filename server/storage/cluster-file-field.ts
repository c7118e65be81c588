import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Cluster } from '../../schema/graphql/cluster.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { ClusterFileArgs } from '../../schema/graphql/storage.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { runInInstance } from './run-in-instance.js';

/** The files that may be read: no secret is in any of them. Those without a slash are in the data directory. */
const READABLE = ['PG_VERSION', 'patroni.yml', 'pg_hba.conf', 'pg_ident.conf', 'postgresql.base.conf', 'postgresql.conf', 'postmaster.opts'] as const;
const BYTES_MAX = 262_144;

/** $1: the name; it is one of the list. */
const READ = `if [ "$1" = patroni.yml ]; then file=/etc/pgo/config/patroni.yml; else
directory=\${PATRONI_POSTGRESQL_DATA_DIR:-$(sed -n 's/^ *data_dir: *//p' /etc/pgo/config/patroni.yml | head -n 1)}
file=$directory/$1
[ ! -L "$file" ] || exit 4
fi
[ -f "$file" ] || exit 4
head -c ${BYTES_MAX} "$file"`;

const MISSING = 4;

/** Hides what may be a password although none should be there. */
const withoutSecrets = (text: string): string => text.replace(/(password\s*[=:]\s*)('[^']*'|"[^"]*"|[^\s'"]+)/gi, '$1***');

/** `Cluster.file` */
@Resolver(() => Cluster)
export class ClusterFileFieldResolver {
  @NeedsPermission('CAT')
  @FieldResolver(() => String, { description: 'The beginning of a file of an instance, at most 256 KiB. Only certain files can be read, none with secrets.' })
  async file(@Root() { namespace, name: cluster, instances, primary }: Cluster, @Args(() => ClusterFileArgs) { name, instance }: ClusterFileArgs, @Ctx() { services }: Context): Promise<string> {
    if (!(READABLE as readonly string[]).includes(name)) throw badUserInput('name', `"${name.slice(0, 80)}" is not a file that may be read`, `Use one of: ${READABLE.join(', ')}.`);
    const chosen = instance ?? primary?.name ?? instances[0]?.name;
    if (chosen === undefined || !instances.some((one) => one.name === chosen)) {
      throw badUserInput('instance', `the cluster "${cluster}" has no instance "${(chosen ?? '').slice(0, 80)}"`, `Use one of: ${instances.map((one) => one.name).join(', ')}.`);
    }
    const { exitCode, stdout } = await runInInstance(services, { namespace, instance: chosen, script: READ, arguments: [name] });
    if (exitCode === MISSING) throw new ApiError('NOT_FOUND', `${chosen} has no file ${name}.`, { suggestion: 'Ask again once the instance has its data.' });
    if (exitCode !== 0) throw new ApiError('UNAVAILABLE', `The file ${name} of ${chosen} cannot be read.`, { suggestion: 'Look at the instance (pgo show cluster), and ask again once it runs.' });
    return withoutSecrets(stdout);
  }
}
