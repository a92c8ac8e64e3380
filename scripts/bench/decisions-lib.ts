import { createRequire } from 'node:module';
import path from 'node:path';

import type * as attributionModule from '../../lib/attribution/index.ts';
import type * as dataDrivenModule from '../../lib/attribution/data-driven/index.ts';
import type * as fraudModule from '../../lib/fraud/index.ts';
import type * as scanModule from '../../lib/fraud/scan/index.ts';
import type * as basketModule from '../../lib/model/basket-hash.ts';
import type * as journalModule from '../../lib/model/journal.ts';
import type * as traitModule from '../../lib/model/trait.ts';
import type * as statisticsModule from '../../lib/statistics/index.ts';
import type * as clickRowsModule from '../../lib/store/clicks/click-rows.ts';
import type * as keysModule from '../../lib/store/keys/workspace-keys.ts';
import type * as conversionRowsModule from '../../lib/store/ledger/conversion-rows.ts';
import type * as refundRowsModule from '../../lib/store/ledger/refund-rows.ts';
import type * as versionRowsModule from '../../lib/store/ledger/version-rows.ts';
import type * as attributionFactsModule from '../../nodes/AffiliateAttribution/loadFacts.ts';
import type * as fraudFactsModule from '../../nodes/AffiliateFraudCheck/loadFacts.ts';
import type * as policyModule from '../../nodes/shared/fraud/policyInForce.ts';
import type * as scanForModule from '../../nodes/shared/fraud/scanProgrammeFor.ts';
import { loadBuiltLib, type BuiltLib } from './built-lib.ts';

/** What attribution and fraud checks need of the built package, shells of the nodes included. */
export interface DecisionLib extends BuiltLib {
	readonly attribution: typeof attributionModule;
	readonly dataDriven: typeof dataDrivenModule;
	readonly fraud: typeof fraudModule;
	readonly scan: typeof scanModule;
	readonly statistics: typeof statisticsModule;
	readonly basket: typeof basketModule;
	readonly journal: typeof journalModule;
	readonly trait: typeof traitModule;
	/** How the store writes its rows, so that a filled store looks like one that grew. */
	readonly rows: typeof clickRowsModule &
		typeof conversionRowsModule &
		typeof refundRowsModule &
		typeof versionRowsModule;
	readonly keys: typeof keysModule;
	readonly nodes: {
		readonly loadAttributionFacts: typeof attributionFactsModule.loadFacts;
		readonly loadFraudFacts: typeof fraudFactsModule.loadFacts;
		readonly policy: typeof policyModule;
		readonly scanProgrammeFor: typeof scanForModule.scanProgrammeFor;
	};
}

/** Throws `BenchFailure` where the package is not built. */
export function loadDecisionLib(root: string): DecisionLib {
	const built = loadBuiltLib(root);
	const load = createRequire(path.join(root, 'package.json'));
	const part = <Module>(name: string): Module => load(`./dist/${name}.js`) as Module;
	return {
		...built,
		attribution: part('lib/attribution/index'),
		dataDriven: part('lib/attribution/data-driven/index'),
		fraud: part('lib/fraud/index'),
		scan: part('lib/fraud/scan/index'),
		statistics: part('lib/statistics/index'),
		basket: part('lib/model/basket-hash'),
		journal: part('lib/model/journal'),
		trait: part('lib/model/trait'),
		rows: {
			...part<typeof clickRowsModule>('lib/store/clicks/click-rows'),
			...part<typeof conversionRowsModule>('lib/store/ledger/conversion-rows'),
			...part<typeof refundRowsModule>('lib/store/ledger/refund-rows'),
			...part<typeof versionRowsModule>('lib/store/ledger/version-rows'),
		},
		keys: part('lib/store/keys/workspace-keys'),
		nodes: {
			loadAttributionFacts: part<typeof attributionFactsModule>(
				'nodes/AffiliateAttribution/loadFacts',
			).loadFacts,
			loadFraudFacts: part<typeof fraudFactsModule>('nodes/AffiliateFraudCheck/loadFacts')
				.loadFacts,
			policy: part('nodes/shared/fraud/policyInForce'),
			scanProgrammeFor: part<typeof scanForModule>('nodes/shared/fraud/scanProgrammeFor')
				.scanProgrammeFor,
		},
	};
}
