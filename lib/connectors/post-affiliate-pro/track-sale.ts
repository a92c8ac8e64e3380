import { formatAmount } from '../../kernel';
import {
	acceptedOutcome,
	confirmedOutcome,
	requireId,
	type ConversionWrite,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { PostAffiliateProClient } from './client';
import { firstOf } from './settled';
import { transactionsOfOrder } from './transactions';

/** The cookie of the tracking script has a prefix before the visitor's 32 characters. */
const VISITOR_LENGTH = 32;

/** Tells the sale script, which says nothing and works later: whether it became anything is asked for. */
export async function trackSale(
	client: PostAffiliateProClient,
	conversion: ConversionWrite,
): Promise<PlatformOutcome> {
	const { orderId, amount, commission, clickId, coupon, programmeId, actionType } = conversion;
	const { accountId, campaignId, scripts } = client.account;
	const [only, ...others] = conversion.lines;
	const campaign = programmeId ?? campaignId;
	const form: Record<string, string> = {
		...conversion.more,
		AccountId: accountId,
		TotalCost: formatAmount(amount),
		Currency: amount.currency,
		OrderID: orderId.trim(),
		PStatus: conversion.status === 'approved' ? 'A' : 'P',
		...(only === undefined || others.length > 0 ? {} : { ProductID: only.sku }),
		...(clickId === null ? {} : { visitorId: clickId.slice(-VISITOR_LENGTH) }),
		...(coupon === null ? {} : { Coupon: coupon }),
		...(campaign === null ? {} : { CampaignID: campaign }),
		...(actionType === null ? {} : { ActionCode: actionType }),
		...(commission === null ? {} : { Commission: formatAmount(commission) }),
		...(conversion.customer.ip === null ? {} : { ip: conversion.customer.ip }),
	};
	const answer = await client.script({ method: 'POST', path: scripts.sale, form, safety: 'once' });
	if (!answer.ok) return client.outcomeOf(answer.failure);
	return acceptedOutcome(null, { by: 'operation', reference: orderId }, answer.response.body);
}

/** `confirmed` once the order has a transaction; until then it may still come, or be dropped without a word. */
export async function confirmConversion(
	client: PostAffiliateProClient,
	reference: string,
): Promise<PlatformOutcome> {
	const orderId = requireId(reference, 'reference');
	const found = firstOf(await transactionsOfOrder(client, orderId));
	if (found !== null) return confirmedOutcome(found.id, found.raw);
	return acceptedOutcome(null, { by: 'operation', reference: orderId }, null);
}
