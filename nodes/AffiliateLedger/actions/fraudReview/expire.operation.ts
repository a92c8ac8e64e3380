import { AffiliateError } from '../../../../lib/kernel';
import type { LedgerOperation, OperationContext } from '../../operation';
import { recordItems } from '../../save';
import { actOf } from '../actOf';
import { completeDecided } from './completeDecided';
import { decideCase, type DecidedCase } from './decideCase';

/**
 * Ends cases that nobody decided in time, each as it says for that, and finishes decided ones whose
 * commissions still wait: those of an order that was recorded after the decision, for one.
 */
export const expireFraudCases: LedgerOperation = {
	value: 'expire',
	name: 'Expire',
	action: 'Expire fraud cases',
	description: 'Release or decline what nobody decided in time, as each case says',
	fields: [
		{
			displayName: 'Most at Once',
			name: 'mostAtOnce',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1000,
			description: 'The rest follows with the next run',
		},
	],
	async run(context) {
		const limit = Number(context.execute.getNodeParameter('mostAtOnce', context.itemIndex, 1000));
		const ended = await expireCases(context, limit);
		const completed = await completeDecided(context.store, actOf(context), limit);
		const all = [...ended, ...completed.map(shown)];
		return recordItems([
			{
				expired: ended.filter(({ outcome }) => outcome === 'expired').length,
				failed: ended.filter(({ outcome }) => outcome === 'failed').length,
				completed: completed.length,
				cases: all,
			},
		]);
	},
};

type Shown = Pick<DecidedCase, 'caseId' | 'subject' | 'message'> & {
	readonly outcome: DecidedCase['outcome'] | 'failed';
};

function shown({ caseId, subject, outcome, message }: DecidedCase): Shown {
	return { caseId, subject, outcome, message };
}

/** One case that fails does not keep the others from ending; the next run tries it again. */
async function expireCases(context: OperationContext, limit: number): Promise<Shown[]> {
	const { store } = context;
	const act = actOf(context);
	const ended: Shown[] = [];
	for (const fraudCase of await store.fraud.expiredCases(act.at, limit)) {
		const { caseId, subject } = fraudCase;
		try {
			const decision = { fraudCase, outcome: 'expired', note: null } as const;
			ended.push(shown(await decideCase(store, decision, act)));
		} catch (error) {
			const isFaster = error instanceof AffiliateError && error.code === 'case_decided';
			const message = error instanceof Error ? error.message : String(error);
			// A person was faster: the case is decided, and there is nothing left to end.
			if (!isFaster) ended.push({ caseId, subject, outcome: 'failed', message });
		}
	}
	return ended;
}
