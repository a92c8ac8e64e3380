import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type * as commissionModule from '../../lib/commission/index.ts';
import type * as kernelModule from '../../lib/kernel/index.ts';
import type * as ledgerModule from '../../lib/ledger/index.ts';
import type * as planModule from '../../lib/model/plan.ts';
import type * as storeModule from '../../lib/store/index.ts';

/** The engine as it was built, by folder of `lib/`. */
export interface BuiltLib {
	readonly commission: typeof commissionModule;
	readonly kernel: typeof kernelModule;
	readonly ledger: typeof ledgerModule;
	readonly plan: typeof planModule;
	readonly store: typeof storeModule;
}

/** Where the built engine is, below the root of the repository. */
export const BUILT = path.join('dist', 'lib');

/** Something that the person at the terminal can mend; only its message is printed. */
export class BenchFailure extends Error {}

/** What users run is `dist/`, so that is what is measured. Throws `BenchFailure` where it is missing. */
export function loadBuiltLib(root: string): BuiltLib {
	const load = createRequire(path.join(root, 'package.json'));
	if (!existsSync(path.join(root, BUILT, 'commission', 'index.js'))) {
		throw new BenchFailure('The package is not built yet: run "npm run build" first.');
	}
	const part = (name: string): unknown => load(`./${path.posix.join('dist/lib', name)}`);
	return {
		commission: part('commission') as BuiltLib['commission'],
		kernel: part('kernel') as BuiltLib['kernel'],
		ledger: part('ledger') as BuiltLib['ledger'],
		plan: part('model/plan') as BuiltLib['plan'],
		store: part('store') as BuiltLib['store'],
	};
}
