import type { FieldValidation } from '../../schema/prepare.js';
import type { UserInfo } from '../user-info.js';

/** How a write is to be made. */
export interface WriteOptions {
  readonly user: UserInfo;
  /** Nothing is stored. */
  readonly dryRun: boolean;
  readonly fieldManager: string;
  readonly fieldValidation: FieldValidation;
  /** The body as it was sent, for the discovery of doubled fields. */
  readonly text?: string;
}

/** The result of a write: the object as it is now, whether it was made, texts for Warning headers. */
export interface Written<T> {
  readonly object: T;
  readonly created: boolean;
  readonly warnings: readonly string[];
}
