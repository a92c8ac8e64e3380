import { formatAmount } from '../../kernel';
import {
	confirmedOutcome,
	duplicateOutcome,
	rejectedOutcome,
	type ConversionWrite,
	type PlatformOutcome,
} from '../affiliate-platform';
import { refuseOtherCurrency } from './account-currency';
import { ownFields } from './adjust-conversion';
import type { PostAffiliateProClient } from './client';
import { findAffiliate } from './find-affiliate';
import { toServerTime } from './server-time';
import type { Account } from './settings';
import { firstOf } from './settled';
import { trackSale } from './track-sale';
import { TRANSACTION_FORM, transactionsOfOrder } from './transactions';

/**
 * Adds a transaction unless the order has one. The platform itself does not key them: an answer that is
 * lost is not asked for again, and the next call finds what it left.
 */
export async function createConversion(
	client: PostAffiliateProClient,
	conversion: ConversionWrite,
): Promise<PlatformOutcome> {
	const more = ownFields(conversion.more);
	const before = firstOf(await transactionsOfOrder(client, conversion.orderId));
	if (before !== null) {
		return duplicateOutcome(
			before.id,
			'Post Affiliate Pro has a transaction of this order',
			before.raw,
		);
	}
	if (conversion.affiliate === null) return await withoutAffiliate(client, conversion);
	const { amount, commission } = conversion;
	const foreign = refuseOtherCurrency(client.account, [amount, commission]);
	if (foreign !== null) return foreign;
	const affiliate = await findAffiliate(client, conversion.affiliate);
	if (affiliate === null) {
		return rejectedOutcome({
			reason: 'Post Affiliate Pro has no affiliate of this id or referral id',
			hint: 'Create the affiliate there first, or correct the id.',
			field: 'userid',
		});
	}
	const fields = { ...more, ...fieldsOf(client.account, conversion), userid: affiliate.id };
	const answer = await client.form(TRANSACTION_FORM, 'add', fields, 'once');
	if (!answer.ok) {
		const { customer, orderId } = conversion;
		const sent = [orderId, customer.email ?? '', customer.name ?? '', customer.ip ?? ''];
		return client.outcomeOf(answer.failure, sent);
	}
	const id = answer.fields['transid'] ?? answer.fields['Id'] ?? '';
	if (answer.fields['rstatus'] === 'D') return declinedAtOnce(id, answer.raw);
	if (id !== '') return confirmedOutcome(id, answer.raw);
	const added = firstOf(await transactionsOfOrder(client, conversion.orderId));
	return added === null ? notSaved(answer.raw) : confirmedOutcome(added.id, answer.raw);
}

function fieldsOf(account: Account, conversion: ConversionWrite): Record<string, string> {
	const { orderId, amount, commission, occurredAt, status, lines } = conversion;
	const campaignId = conversion.programmeId ?? account.campaignId;
	const commissionTypeId = conversion.actionType ?? account.commissionTypeId;
	const at = toServerTime(occurredAt, account.timeZone);
	const [only, ...others] = lines;
	return {
		rtype: conversion.more['rtype'] ?? 'S',
		rstatus: status === 'approved' ? 'A' : 'P',
		orderid: orderId.trim(),
		totalcost: formatAmount(amount),
		dateinserted: at,
		...(status === 'approved' ? { dateapproved: at } : {}),
		...(campaignId === null ? {} : { campaignid: campaignId }),
		...(commissionTypeId === null ? {} : { commtypeid: commissionTypeId }),
		// A transaction has room for one product.
		...(only === undefined || others.length > 0 ? {} : { productid: only.sku }),
		// With a commission of ours the tiers above are ours to pay as well.
		...(commission === null ? {} : { commission: formatAmount(commission) }),
		multiTier: conversion.more['multiTier'] ?? (commission === null ? 'Y' : 'N'),
	};
}

async function withoutAffiliate(
	client: PostAffiliateProClient,
	conversion: ConversionWrite,
): Promise<PlatformOutcome> {
	const { clickId, coupon } = conversion;
	const hasTrace = clickId !== null || coupon !== null;
	if (hasTrace && client.account.tracksSales) return await trackSale(client, conversion);
	return rejectedOutcome({
		reason: 'Nothing tells Post Affiliate Pro who is credited',
		hint: hasTrace
			? "Give the affiliate, or switch on that orders with a visitor or coupon alone go to the sale script ('Track Sales')."
			: 'Give the affiliate.',
		field: 'userid',
	});
}

/** The account's fraud protection may save a sale as declined. */
function declinedAtOnce(id: string, raw: unknown): PlatformOutcome {
	return {
		...rejectedOutcome(
			{
				reason: 'Post Affiliate Pro declined the transaction as it saved it',
				hint: "Look at the account's fraud protection, such as repeated order IDs.",
				field: 'rstatus',
			},
			raw,
		),
		externalId: id === '' ? null : id,
	};
}

function notSaved(raw: unknown): PlatformOutcome {
	return rejectedOutcome(
		{
			reason: 'Post Affiliate Pro took the transaction, but has not saved it',
			hint: "Look at the account's fraud protection, which may drop sales without a word.",
			field: 'orderid',
		},
		raw,
	);
}
