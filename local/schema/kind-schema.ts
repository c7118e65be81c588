/** The JSON types of a schema; `any` accepts every value. */
export type NodeType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'any';

/** How the entries of a list are told apart when it is merged: by their place (atomic), by value (set) or by keys (map). */
export type ListType = 'atomic' | 'set' | 'map';

/**
 * One place in an object: the structural type that decoding, defaulting, patches and field ownership read. Builtin
 * kinds and custom resources share it; what only a custom resource can say (bounds, patterns, CEL rules) is in
 * `constraints` and `rules`. Nodes are made once per kind, may form cycles (JSONSchemaProps) and are never changed.
 */
export interface SchemaNode {
  readonly type: NodeType;
  /** `int32`, `date-time`, `byte`, `quantity`, `micro-time` … */
  readonly format?: string;
  readonly description?: string;
  /** The OpenAPI name of a builtin struct, for instance io.k8s.api.core.v1.PodSpec. */
  readonly typeName?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly properties?: ReadonlyMap<string, SchemaNode>;
  readonly required?: readonly string[];
  /** Schema of the values of a map (additionalProperties). */
  readonly values?: SchemaNode;
  /** Keeps fields that `properties` does not name. */
  readonly preserveUnknown?: boolean;
  /** Carries a whole object with apiVersion, kind and metadata. */
  readonly embeddedResource?: boolean;
  readonly intOrString?: boolean;
  readonly items?: SchemaNode;
  /** Absent means atomic, as for lists without a declaration. */
  readonly listType?: ListType;
  readonly listMapKeys?: readonly string[];
  /** The map or struct has one owner and is replaced whole by server-side apply. */
  readonly atomic?: boolean;
  /** Strategic merge patch: how the field merges, and the key of list entries. Absent means replace for lists. */
  readonly patchStrategy?: readonly ('merge' | 'replace' | 'retainKeys')[];
  readonly patchMergeKey?: string;
  /** A builtin struct that is always written, even when empty (not a pointer in the reference implementation). */
  readonly inline?: boolean;
  readonly enum?: readonly unknown[];
  readonly constraints?: Constraints;
  readonly rules?: readonly ValidationRule[];
}

/** The value validations of a custom resource's schema, as in JSON schema. */
export interface Constraints {
  readonly minimum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly maximum?: number;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
}

/** A compiled `x-kubernetes-validations` entry. */
export interface ValidationRule {
  readonly rule: string;
  readonly message?: string;
  readonly reason: 'FieldValueInvalid' | 'FieldValueForbidden' | 'FieldValueRequired' | 'FieldValueDuplicate';
  /** Relative to the place of the rule, for instance `.minimum`. */
  readonly fieldPath?: string;
  /** The rule reads oldSelf. */
  readonly transition: boolean;
  /** oldSelf is an optional value, and the rule also runs on create. */
  readonly optionalOldSelf: boolean;
  /** Throws when the expression fails to evaluate. */
  evaluate(self: unknown, oldSelf: unknown): boolean;
  /** The computed message; undefined when there is none or it cannot be computed. */
  evaluateMessage?(self: unknown, oldSelf: unknown): string | undefined;
}

/** Everything the API has to know about the objects of one kind in one version. */
export interface KindSchema {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Defined by a CustomResourceDefinition. */
  readonly custom: boolean;
  readonly root: SchemaNode;
  /** Status is written through /status alone. */
  readonly statusSubresource: boolean;
  /** metadata.generation counts the changes of the desired state. */
  readonly counted: boolean;
  /** openAPIV3Schema of a custom resource as its definition has it, for the OpenAPI documents. */
  readonly openApiSchema?: Record<string, unknown>;
}
