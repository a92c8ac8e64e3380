import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { z as Zod } from 'zod/v4';

/** Which schema is published under which name. */
const SCHEMAS: Readonly<Record<string, readonly [module: string, schema: string]>> = {
	affiliate: ['affiliate', 'affiliateSchema'],
	attribution: ['credit', 'attributionSchema'],
	'catch-hook-event': ['catch-hook', 'catchHookEventSchema'],
	click: ['click', 'clickSchema'],
	commission: ['commission', 'commissionSchema'],
	coupon: ['coupon', 'couponSchema'],
	credit: ['credit', 'creditSchema'],
	customer: ['customer', 'customerSchema'],
	'customer-summary': ['customer', 'customerSummarySchema'],
	dispute: ['dispute', 'disputeSchema'],
	'field-mapping': ['field-mapping', 'fieldMappingDocumentSchema'],
	fraud: ['verdict', 'verdictSchema'],
	'fraud-case': ['fraud-case', 'fraudCaseSchema'],
	'fraud-policy': ['fraud-policy', 'fraudPolicySchema'],
	'generic-event': ['../mapping/generic/schema', 'genericEventSchema'],
	'ledger-transaction': ['posting', 'ledgerTransactionSchema'],
	link: ['link', 'linkSchema'],
	mapped: ['mapped-record', 'mappedRecordSchema'],
	order: ['order', 'orderSchema'],
	payout: ['payout', 'payoutSchema'],
	'payout-batch': ['payout', 'payoutBatchSchema'],
	'payout-policy': ['payout-profile', 'payoutPolicySchema'],
	'payout-profile': ['payout-profile', 'payoutProfileSchema'],
	plan: ['plan', 'planSchema'],
	posting: ['posting', 'postingSchema'],
	postback: ['../tracking/postback/schema', 'postbackSchema'],
	programme: ['programme', 'programmeSchema'],
	'recorded-commission': ['commission', 'recordedCommissionSchema'],
	refund: ['refund', 'refundSchema'],
	'store-event': ['store-event', 'storeEventItemSchema'],
	touch: ['touch', 'touchSchema'],
};

type Models = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** JSON Schemas of the model's JSON form, by file name, from the compiled package. */
export function schemaFiles(root: string): Record<string, string> {
	const require = createRequire(join(root, 'package.json'));
	const models: Models = Object.fromEntries(
		Object.values(SCHEMAS).map(([module]) => [
			module,
			require(join(root, 'dist/lib/model', module)) as Readonly<Record<string, unknown>>,
		]),
	);
	const { z } = require('zod/v4') as { z: typeof Zod };
	return renderSchemas(models, z);
}

/** The same from models that are already loaded, for the test that compares them. */
export function renderSchemas(models: Models, z: typeof Zod): Record<string, string> {
	return Object.fromEntries(
		Object.entries(SCHEMAS).map(([name, [module, schema]]) => {
			const zodSchema = models[module]?.[schema] as Zod.ZodType;
			const json = {
				title: name,
				...z.toJSONSchema(zodSchema, { io: 'input', target: 'draft-2020-12' }),
			};
			return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`];
		}),
	);
}

/** Module names that the schemas come from. */
export function schemaModules(): string[] {
	return [...new Set(Object.values(SCHEMAS).map(([module]) => module))];
}
