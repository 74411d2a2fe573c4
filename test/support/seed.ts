import { env } from 'node:process';
import fc from 'fast-check';

// The everyday suite looks at the same examples each time, so that a failure is about the change at hand; the deep suite looks further.
if (env['TUTTI_DEEP'] === undefined) fc.configureGlobal({ seed: 20_261_122 });
