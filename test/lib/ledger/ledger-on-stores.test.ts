import fc from 'fast-check';
import { explainCommission } from '../../../lib/ledger';
import { anOrder } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { OrderLedger } from './order-ledger';
import { beginStory, decisionOf, sceneArbitrary, stepArbitrary } from './stories';

describeStores('The decisions of the ledger', (engine) => {
	it('are kept by the store as they were made, whatever the story', async () => {
		const { storeKey, orderId } = anOrder();
		await fc.assert(
			fc.asyncProperty(
				sceneArbitrary,
				fc.array(stepArbitrary, { minLength: 10, maxLength: 30 }),
				async (scene, steps) => {
					beginStory();
					const store = await engine.open();
					const ledger = new OrderLedger();
					for (const [number, step] of steps.entries()) {
						await store.ledger.decide({ storeKey, orderId }, (state) => {
							const stored = state.commissions.map(({ trace: _trace, ...entry }) => entry);
							const folded = ledger.state.commissions.map(({ trace: _trace, ...entry }) => entry);
							expect(stored).toEqual(folded);
							expect(state.conversion).toEqual(ledger.state.conversion);
							let write = {};
							ledger.run((_same, act) => {
								const decided = decisionOf(scene, step, number)(state, act);
								({ write } = decided);
								return decided;
							});
							return { write, result: null };
						});
					}
					for (const { commissionId } of ledger.state.commissions) {
						const story = await store.ledger.commissionStory(commissionId);
						if (story === null) throw new Error('A commission is missing');
						const { timeline, whatIsOwed } = explainCommission(story, [], 'merchant');
						const isPaidOut = story.transactions.some(({ kind }) => kind === 'batch');
						const sum = timeline.reduce((all, { amount }) => all + (amount?.amountMinor ?? 0n), 0n);
						if (!isPaidOut) expect(sum).toBe(whatIsOwed.amountMinor);
					}
				},
			),
			{ numRuns: engine.kind === 'sqlite' ? 15 : 3 },
		);
	}, 60_000);
});
