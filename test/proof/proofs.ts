import { damagedPage } from './damaged-page.js';
import type { Proof } from './proof-world.js';
import { randomMoments } from './random-moments.js';
import { bareBucket, keptRepository } from './repository-alone.js';

/** Everything that is shown, in this order. */
export const PROOFS: readonly Proof[] = [damagedPage, keptRepository, bareBucket, randomMoments];
