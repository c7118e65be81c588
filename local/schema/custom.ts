import type { KubeObject } from '../object.js';
import type { KindSchema } from './kind-schema.js';

export interface PrinterColumn {
  readonly name: string;
  readonly type: string;
  readonly jsonPath: string;
  readonly format?: string;
  readonly description?: string;
  readonly priority: number;
}

export interface ScaleSubresource {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath?: string;
}

/** One served version of a custom resource. */
export interface CompiledVersion {
  readonly name: string;
  readonly storage: boolean;
  readonly schema: KindSchema;
  /** As openAPIV3Schema was written, for the OpenAPI documents. */
  readonly openApiSchema: Record<string, unknown> | undefined;
  readonly columns: readonly PrinterColumn[];
  readonly status: boolean;
  readonly scale: ScaleSubresource | undefined;
  readonly selectableFields: readonly string[];
}

/** A definition, ready to serve: its served versions, the storage version first. */
export interface CompiledCrd {
  readonly group: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly names: {
    readonly plural: string;
    readonly singular: string;
    readonly kind: string;
    readonly listKind: string;
    readonly shortNames: readonly string[];
    readonly categories: readonly string[];
  };
  readonly versions: readonly CompiledVersion[];
}

/**
 * Compiles a stored (already prepared) CustomResourceDefinition. Throws StatusError (422) for one that is not valid;
 * prepareObject has refused such before.
 */
export function compileCrd(crd: KubeObject): CompiledCrd {
  throw new Error(`not compiled: ${crd.metadata.name}`);
}
