import { randomBytes } from 'node:crypto';
import { clickId, toMilliseconds, type Instant } from '../../lib/kernel';
import type { Affiliate } from '../../lib/model/affiliate';
import type { Click } from '../../lib/model/click';
import type { OrderClaim } from '../../lib/model/order-claim';
import type { Programme } from '../../lib/model/programme';
import type { AffiliateStore } from '../../lib/ports/store';
import {
	claimOfPostback,
	clickOfPostback,
	postbackClickId,
	resolvePostback,
	type Postback,
	type ToldClick,
	type ToldConversion,
} from '../../lib/tracking/postback';
import { recheckOrder } from '../shared/fraud/recheckOrder';
import { referenceListsOf } from '../shared/referenceLists';
import { invalid, type PostbackAnswer } from './answers';
import { claimItem, clickItem } from './postbackItems';
import type { PostbackSettings } from './readSettings';

export interface KeepingContext {
	readonly store: AffiliateStore;
	readonly programme: Programme;
	readonly settings: PostbackSettings;
	readonly now: Instant;
	/** While testing nothing is written. */
	readonly isTest: boolean;
	/** False when this name was used before; remembered as long as a nonce is. */
	readonly useOnce: (name: string) => Promise<boolean>;
}

/** A postback of which all is known; nothing of it is written yet. */
export type Prepared =
	| { readonly outcome: 'refused'; readonly answer: PostbackAnswer }
	| { readonly outcome: 'ready'; readonly keep: () => Promise<PostbackAnswer> };

const BYTES = 10;

/** Looks up what a postback names. The nonce is used only after this, so that a corrected call counts. */
export async function preparePostback(
	postback: Postback,
	context: KeepingContext,
): Promise<Prepared> {
	return postback.type === 'click'
		? await prepareClick(postback, context)
		: await prepareClaim(postback, context);
}

async function prepareClick(told: ToldClick, context: KeepingContext): Promise<Prepared> {
	const { store, programme, settings } = context;
	const found = await resolvePostback(told, programme, store.registry);
	if (found.outcome === 'refused') return refused(found.message, found.path);
	const { affiliate, link } = found.resolution;
	const lists = referenceListsOf(store.fraud);
	await lists.refresh();
	const keyedHash = (purpose: string, value: string) => store.keyedHash(purpose, value);
	const { programmeId } = programme;
	const { affiliateId } = affiliate;
	const { externalId } = told;
	const id =
		externalId === null
			? clickId(toMilliseconds(told.occurredAt), randomBytes(BYTES))
			: postbackClickId({ programmeId, affiliateId, externalId }, keyedHash);
	const click = clickOfPostback(id, told, found.resolution, {
		keyedHash,
		networkKinds: (address) => lists.kindsOf(address),
		isConsentRequired: settings.isConsentRequired,
	});
	const item = clickItem(click, told, { ...context, affiliate, link });
	return { outcome: 'ready', keep: async () => await keepClick(click, told, item, context) };
}

/**
 * A click that the sender tells once more under its own id is the one that is kept. Of several at the
 * same moment all may find none yet; who comes first under the name starts the run.
 */
async function keepClick(
	click: Click,
	{ externalId }: ToldClick,
	item: PostbackAnswer['item'] & object,
	{ store, settings, isTest, useOnce }: KeepingContext,
): Promise<PostbackAnswer> {
	// Without consent nobody may recognise the visit, so its id stays here.
	const body = { clickId: click.consent === 'denied' ? null : click.clickId };
	if (isTest) return { status: 201, body, item };
	const isKnown = externalId !== null && (await store.clicks.get(click.clickId)) !== null;
	if (isKnown) return { status: 200, body };
	const { repeatWindowSeconds, mostPerMinute } = settings.counting;
	await store.clicks.append(
		[click],
		repeatWindowSeconds,
		mostPerMinute > 0 ? { most: mostPerMinute, seconds: 60 } : undefined,
	);
	// The click is kept by now: a store that fails here must not make the sender believe it is not.
	const isFirst =
		externalId === null || (await useOnce(`first ${click.clickId}`).catch(() => true));
	return isFirst ? { status: 201, body, item } : { status: 200, body };
}

async function prepareClaim(told: ToldConversion, context: KeepingContext): Promise<Prepared> {
	const { store, programme, now, isTest } = context;
	const affiliate = await claimant(told, store);
	if (affiliate === undefined) {
		return refused('postback.affiliate: there is no such affiliate', 'postback.affiliate');
	}
	const claim = claimOfPostback(told, {
		programmeId: programme.programmeId,
		affiliateId: affiliate?.affiliateId ?? null,
		receivedAt: now,
	});
	const body = { claimId: claim.claimId };
	const item = claimItem(claim, { programme, affiliate, isTest });
	return {
		outcome: 'ready',
		keep: async () => {
			if (isTest) return { status: 201, body, item };
			if (!(await store.fraud.recordClaim(claim))) return { status: 200, body };
			await compareWithOrder(claim, context);
			return { status: 201, body, item };
		},
	};
}

/**
 * An order that is recorded already is held against what is claimed now (F37). The claim is kept by
 * then: a check that fails must not make the sender believe it is not.
 */
async function compareWithOrder(
	{ storeKey, orderId }: OrderClaim,
	{ store, now }: KeepingContext,
): Promise<void> {
	if (storeKey === null) return;
	const act = { at: now, actor: 'postback' };
	await recheckOrder(store, { storeKey, orderId }, act).catch(() => null);
}

/**
 * Whom a claim names, whatever its status: a claim earns nothing, and one of somebody who was banned
 * is worth comparing all the more. Null: it names nobody; undefined: there is no such affiliate.
 */
async function claimant(
	{ affiliate }: ToldConversion,
	{ registry }: AffiliateStore,
): Promise<Affiliate | null | undefined> {
	if (affiliate === null) return null;
	return (await registry.affiliateByCode(affiliate)) ?? undefined;
}

function refused(message: string, path: string): Prepared {
	return { outcome: 'refused', answer: invalid(message, path) };
}
