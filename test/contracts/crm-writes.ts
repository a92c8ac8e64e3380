import type { FieldWrite, PurchaseWrite, RecordWrite } from '../../lib/connectors/crm';
import { mapPurchase, type CrmMapping } from '../../lib/mapping/crm';
import { customerSummarySchema } from '../../lib/model/customer';
import type { Sleeper } from '../../lib/ports/http';
import { anAttribution, aCustomer, anOrder, aRecordedCommission } from '../support/builders';

export type MakePurchase = (
	email: string,
	orderId: string,
	customer?: Record<string, unknown>,
) => PurchaseWrite;

/** Paid orders of 100.00 EUR, sent by Anna, as a preset maps them. */
export function purchasesBy(preset: CrmMapping): MakePurchase {
	return (email, orderId, customer = {}) => {
		const order = anOrder({ orderId, orderNumber: `#${orderId}`, customer: aCustomer({ email }) });
		const facts = {
			order,
			attribution: anAttribution(),
			ledger: {
				outcome: 'recorded',
				commissions: [aRecordedCommission()],
				customer: customerSummarySchema.parse({
					customerKey: 'k'.repeat(64),
					orderCount: 1,
					lifetimeValue: { amount: '100.00', currency: 'EUR' },
					firstOrderAt: '2026-11-17T12:30:00.000Z',
					lastOrderAt: '2026-11-17T12:30:00.000Z',
					firstAffiliateCode: 'anna',
					firstTouchAt: '2026-11-14T10:00:00.250Z',
					lastAffiliateCode: 'anna',
					lastTouchAt: '2026-11-14T10:00:00.250Z',
					...customer,
				}),
				refunds: [],
			},
		};
		const mapped = mapPurchase(facts, preset);
		return { ...mapped, contact: { key: email, writes: mapped.contact } };
	};
}

/** One order for each of that many customers. */
export const manyBy =
	(purchase: MakePurchase) =>
	(count: number): PurchaseWrite[] =>
		Array.from({ length: count }, (_, index) => purchase(`buyer${index}@example.com`, `o${index}`));

/** A contact with one field to write. */
export const contactWrite = (
	key: string,
	write: Partial<FieldWrite> & Pick<FieldWrite, 'field' | 'value'>,
): RecordWrite => ({ key, writes: [{ policy: 'source_wins', ...write }] });

/** Takes no time, and keeps what it was asked for; `pass` may move a clock instead. */
export function countedWaits(pass: (milliseconds: number) => void = () => undefined): {
	readonly waits: number[];
	readonly sleeper: Sleeper;
} {
	const waits: number[] = [];
	const sleep = (milliseconds: number): Promise<void> => {
		waits.push(milliseconds);
		pass(milliseconds);
		return Promise.resolve();
	};
	return { waits, sleeper: { sleep } };
}
