import fs from 'node:fs/promises';
import path from 'node:path';
import { asText, configMapData, secretData } from './api-reader.js';
import { claimDirectory } from './claim-volume.js';
import type { NodeContext } from './node-context.js';
import { DEFAULT_USER } from './node-settings.js';
import { allContainers, type DownwardItem, type Pod, type ProjectedSource, type Volume } from './pod.js';
import { podField, resourceField, type NodeFacts } from './pod-field.js';
import { writePayload, type FileOwner } from './payload-directory.js';
import { applyGroup } from './volume-owner.js';
import { isPayload, MissingSourceError, sourcesOf, volumeContent } from './volume-content.js';

type TokenSource = NonNullable<ProjectedSource['serviceAccountToken']>;

const DEFAULT_TOKEN_SECONDS = 3600;
/** A token is replaced when this share of its life is over. */
const TOKEN_SHARE = 0.8;

/**
 * What a pod's fsGroup adds to the mode of its files, which belong to root then: the group may read them. Files of an
 * agent that is no root belong to the container's own user, who can read them anyway, and programs such as PostgreSQL and
 * pgBackRest refuse a key of their own user that others may read.
 */
export const groupBits = ({ spec }: Pick<Pod, 'spec'>, agentIsRoot: boolean): number =>
  (agentIsRoot && spec.securityContext?.fsGroup !== undefined ? 0o440 : 0);

/** Throws when a process of a pod that is no more still holds a claim of this one. */
export function requireFreeClaims({ isClaimHeld }: Pick<NodeContext, 'isClaimHeld'>, { metadata: { namespace = '' }, spec: { volumes = [] } }: Pod): void {
  const held = volumes.find(({ persistentVolumeClaim: claim }) => claim !== undefined && isClaimHeld(namespace, claim.claimName));
  if (held !== undefined) throw new Error(`persistentvolumeclaim "${held.persistentVolumeClaim?.claimName}" is still used by a process of a pod that was removed`);
}

/** The volumes of one pod on this machine. */
export class PodVolumes {
  private readonly tokens = new Map<string, { token: string; renewAtMs: number }>();

  constructor(private readonly context: NodeContext, private readonly podDirectory: string) {}

  /** Makes and fills every volume. May be called again. @throws MissingSourceError when something is not there yet */
  async prepare(pod: Pod, facts: NodeFacts): Promise<void> {
    for (const volume of pod.spec.volumes ?? []) {
      const directory = this.directoryOf(pod, volume);
      await fs.mkdir(directory, { recursive: true });
      if (!isPayload(volume)) await this.open(pod, directory);
      else {
        await this.write(pod, volume, facts).catch((error: unknown) => {
          throw error instanceof MissingSourceError ? new MissingSourceError(`MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`) : error;
        });
      }
    }
  }

  /** Writes the files that come from API objects again. @returns whether any changed */
  async refresh(pod: Pod, facts: NodeFacts): Promise<boolean> {
    let changed = false;
    for (const volume of (pod.spec.volumes ?? []).filter(isPayload)) changed = (await this.write(pod, volume, facts)) || changed;
    return changed;
  }

  /** When the next token has to be replaced; undefined when there is none. */
  get renewAtMs(): number | undefined {
    return this.tokens.size === 0 ? undefined : Math.min(...[...this.tokens.values()].map(({ renewAtMs }) => renewAtMs));
  }

  /** Where a volume is on the host. @throws MissingSourceError for a kind of volume that this node does not have */
  directoryOf(pod: Pod, volume: Volume): string {
    if (volume.persistentVolumeClaim !== undefined) {
      return claimDirectory(this.context.access, pod.metadata.namespace ?? '', volume.persistentVolumeClaim.claimName, this.context.volumesDirectory);
    }
    if (volume.emptyDir === undefined && !isPayload(volume)) {
      throw new MissingSourceError(`volume "${volume.name}": this node has emptyDir, configMap, secret, downwardAPI, projected and persistentVolumeClaim volumes only`);
    }
    return path.join(this.podDirectory, 'volumes', volume.name);
  }

  /** A directory that containers write to: everybody's when it is new, the pod's group's where there is one. */
  private async open(pod: Pod, directory: string): Promise<void> {
    const isEmpty = (await fs.readdir(directory)).length === 0;
    if (isEmpty) await fs.chmod(directory, 0o777);
    if (this.context.agentIsRoot) await applyGroup(directory, pod.spec.securityContext ?? {});
  }

  private async write(pod: Pod, volume: Volume, facts: NodeFacts): Promise<boolean> {
    const { access } = this.context;
    const namespace = pod.metadata.namespace ?? '';
    for (const { serviceAccountToken } of sourcesOf(volume)) if (serviceAccountToken !== undefined) await this.keepToken(pod, serviceAccountToken);
    const files = volumeContent(volume, {
      configMap: (name) => configMapData(access, namespace, name),
      secret: (name) => secretData(access, namespace, name),
      downward: (item) => downwardText(pod, item, facts),
      token: (source) => this.tokens.get(tokenKey(source))?.token ?? '',
    });
    const bits = groupBits(pod, this.context.agentIsRoot);
    const shared = bits === 0 ? files : new Map([...files].map(([name, file]) => [name, { ...file, mode: file.mode | bits }]));
    return writePayload(this.directoryOf(pod, volume), shared, this.ownerOf(pod));
  }

  /** Without a wanted user the pod's files are its own user's, as root's would be in a container that runs as root. */
  private ownerOf(pod: Pod): FileOwner | undefined {
    if (!this.context.agentIsRoot) return undefined;
    const contexts = [pod.spec.securityContext, ...allContainers(pod).map(({ securityContext }) => securityContext)];
    const uid = contexts.some((context) => (context?.runAsUser ?? 0) > 0) ? 0 : DEFAULT_USER;
    return { uid, gid: pod.spec.securityContext?.fsGroup ?? uid };
  }

  private async keepToken(pod: Pod, source: TokenSource): Promise<void> {
    const nowMs = this.context.settings.clock();
    const found = this.tokens.get(tokenKey(source));
    if (found !== undefined && found.renewAtMs > nowMs) return;
    const { name, namespace = '', uid = '' } = pod.metadata;
    const { token, expiresAtMs } = await this.context.settings.issueToken({
      namespace, serviceAccountName: pod.spec.serviceAccountName ?? 'default', pod: { name, uid },
      audiences: source.audience === undefined || source.audience === '' ? [] : [source.audience],
      expirationSeconds: source.expirationSeconds ?? DEFAULT_TOKEN_SECONDS,
    });
    this.tokens.set(tokenKey(source), { token, renewAtMs: nowMs + (expiresAtMs - nowMs) * TOKEN_SHARE });
  }
}

function tokenKey({ audience, expirationSeconds }: TokenSource): string {
  return `${audience ?? ''}/${expirationSeconds ?? ''}`;
}

function downwardText(pod: Pod, item: DownwardItem, facts: NodeFacts): string {
  const text = item.fieldRef === undefined ? item.resourceFieldRef && resourceField(pod, item.resourceFieldRef, undefined, facts) : podField(pod, item.fieldRef.fieldPath, facts);
  if (text === undefined) throw new MissingSourceError(`downward API: the field of ${item.path} is not supported`);
  return text;
}

/** What environments read, as text. */
export function textSources(context: NodeContext, namespace: string): { configMap(name: string): Record<string, string> | undefined; secret(name: string): Record<string, string> | undefined } {
  return {
    configMap: (name) => asText(configMapData(context.access, namespace, name)),
    secret: (name) => asText(secretData(context.access, namespace, name)),
  };
}
