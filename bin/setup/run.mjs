#!/usr/bin/env node
// Sets the machine up without starting anything.
import { prepare, runMain } from './prepare.mjs';

await runMain(() => prepare());
