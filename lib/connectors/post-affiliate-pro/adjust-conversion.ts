import {
	AffiliateError,
	formatAmount,
	isZeroMoney,
	money,
	roundQuotient,
	type Money,
} from '../../kernel';
import {
	confirmedOutcome,
	duplicateOutcome,
	rejectedOutcome,
	type ConversionAdjustment,
	type PlatformOutcome,
} from '../affiliate-platform';
import { refuseOtherCurrency } from './account-currency';
import type { PostAffiliateProClient } from './client';
import { loadTransaction } from './load-transaction';
import { commissionsAmong, leftOf, withTiers } from './settled';
import { TRANSACTION_FORM, transactionsOfOrder, type Transaction } from './transactions';

/**
 * Sets amount and commission of an order that is still pending, with the tiers above it. What is approved or
 * paid is left alone: how the platform is asked for the refund of a part is not documented.
 */
export async function adjustConversion(
	client: PostAffiliateProClient,
	adjustment: ConversionAdjustment,
): Promise<PlatformOutcome> {
	const { orderId, conversionId, amount, commission } = adjustment;
	const foreign = refuseOtherCurrency(client.account, [amount, commission]);
	if (foreign !== null) return foreign;
	const ofOrder = await transactionsOfOrder(client, orderId);
	const roots = commissionsAmong(ofOrder).filter(
		({ id, tier }) => tier === 1 && (conversionId === null || id === conversionId),
	);
	const [root, ...others] = roots;
	if (root === undefined || others.length > 0) return notOne(roots.length, conversionId);
	const family = withTiers(root, ofOrder);
	const refused = refusal(family, ofOrder, root.id);
	if (refused !== null) return refused;
	const planned = family.map((row) => ({ row, to: targetOf(row, root, client, adjustment) }));
	if (planned.some(({ to }) => to === null)) return noCommission(root.id, family.length);
	const changes = planned.filter(({ row, to }) => !holds(row, to));
	if (changes.length === 0) return duplicateOutcome(root.id, 'It has this amount', root.raw);
	if (family.some(({ rstatus, isPaid }) => rstatus !== 'P' || isPaid)) return tooLate(root.id);
	for (const { row, to } of changes) {
		const failed = await save(client, row, orderId, { ...adjustment, to });
		if (failed !== null) return { ...failed, externalId: root.id };
	}
	return confirmedOutcome(root.id, root.raw);
}

interface Target {
	readonly amount: Money;
	readonly commission: Money;
}

/** Null where nobody tells what the commission becomes: the platform does not compute it anew. */
function targetOf(
	row: Transaction,
	root: Transaction,
	client: PostAffiliateProClient,
	{ amount, commission }: ConversionAdjustment,
): Target | null {
	if (row === root && commission !== null) return { amount, commission };
	if (row.commission === null || row.amount === null) return null;
	if (row.amount.amountMinor === amount.amountMinor) return { amount, commission: row.commission };
	if (!client.account.scalesCommission || isZeroMoney(row.amount)) return null;
	const numerator = row.commission.amountMinor * amount.amountMinor;
	const scaled = roundQuotient(numerator, row.amount.amountMinor, 'half_up');
	return { amount, commission: money(scaled, amount.currency) };
}

function holds(row: Transaction, to: Target | null): boolean {
	return (
		to !== null &&
		row.amount?.amountMinor === to.amount.amountMinor &&
		row.commission?.amountMinor === to.commission.amountMinor
	);
}

function refusal(
	family: readonly Transaction[],
	ofOrder: readonly Transaction[],
	id: string,
): PlatformOutcome | null {
	if (family.every((row) => leftOf(row, ofOrder) === 'open')) return null;
	return {
		...rejectedOutcome({
			reason: 'The order is declined or was taken back, as a whole or in part',
			hint: 'Correct it in Post Affiliate Pro.',
			field: 'rstatus',
		}),
		externalId: id,
	};
}

/** Null when it is saved. The form is loaded first, because saving writes all of it. */
async function save(
	client: PostAffiliateProClient,
	{ id }: Transaction,
	orderId: string,
	{ to, more, note }: ConversionAdjustment & { readonly to: Target | null },
): Promise<PlatformOutcome | null> {
	const loaded = await loadTransaction(client, id, orderId);
	if (!loaded.ok) return loaded.outcome;
	if (to === null) return null;
	const { fields } = loaded;
	if (fields['rstatus'] !== 'P') return tooLate(id);
	const answer = await client.form(
		TRANSACTION_FORM,
		'save',
		{
			...fields,
			...ownFields(more),
			Id: id,
			totalcost: formatAmount(to.amount),
			commission: formatAmount(to.commission),
			...(note === null ? {} : { merchantnote: note }),
		},
		'repeatable',
	);
	return answer.ok ? null : client.outcomeOf(answer.failure, [orderId, note ?? '']);
}

/** Fields that say whose money it is, and how much, are not for the collection of further fields. */
const OURS: ReadonlySet<string> = new Set(
	['Id', 'transid', 'orderid', 'userid', 'totalcost', 'commission', 'rstatus', 'payoutstatus'].map(
		(name) => name.toLowerCase(),
	),
);

/** Throws `invalid_input` for a field that has its own place. */
export function ownFields(
	more: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
	const taken = Object.keys(more).find((name) => OURS.has(name.toLowerCase()));
	if (taken === undefined) return more;
	throw new AffiliateError(`'${taken}' cannot be given as a further field`, {
		code: 'invalid_input',
		path: `more.${taken}`,
		hint: 'Use the field of the operation.',
	});
}

function notOne(count: number, conversionId: string | null): PlatformOutcome {
	if (count > 1) {
		return rejectedOutcome({
			reason: `Post Affiliate Pro has ${count} transactions of this order`,
			hint: 'Say which by its conversion ID.',
			field: 'transid',
		});
	}
	return rejectedOutcome({
		reason:
			conversionId === null
				? 'Post Affiliate Pro has no transaction of this order'
				: 'The transaction is not one of this order',
		hint: 'Create the conversion first, or check the order ID.',
		field: 'orderid',
	});
}

function noCommission(id: string, transactions: number): PlatformOutcome {
	return {
		...rejectedOutcome({
			reason:
				transactions > 1
					? 'Post Affiliate Pro does not compute the commissions of the affiliate and the tiers above anew'
					: 'Post Affiliate Pro does not compute the commission anew',
			hint: 'Send the commission that is left, or have commissions lowered in proportion.',
			field: 'commission',
		}),
		externalId: id,
	};
}

function tooLate(id: string): PlatformOutcome {
	return {
		...rejectedOutcome({
			reason: 'The transaction is approved or paid, and only pending ones can be adjusted',
			hint: 'Refund the part in Post Affiliate Pro, or cancel the whole order. Create conversions as pending to adjust them.',
			field: 'rstatus',
		}),
		externalId: id,
	};
}
