import { AffiliateError } from '../../../../lib/kernel';
import {
	affiliateIntent,
	balanceIntent,
	conversionIntent,
	couponIntent,
	linkCodeOf,
	linkIntent,
	plannedOutcome,
	type AffiliateDirectory,
	type BookingIntent,
	type ImportContext,
	type ReadyRow,
} from '../../../../lib/import';
import { conversionIdOf, type Act } from '../../../../lib/ledger';
import { recordImported } from '../../../../lib/ledger/settle-imported';
import type { Affiliate } from '../../../../lib/model/affiliate';
import type { Link } from '../../../../lib/model/link';
import type { OrderState } from '../../../../lib/ports/ledger-store';
import type { AffiliateStore, SaveOutcome } from '../../../../lib/ports/store';
import { safeDestination } from '../../../../lib/tracking/destination/safe-destination';
import type { DoubleCount } from './doubleCount';

export interface ImportRun {
	readonly store: AffiliateStore;
	readonly context: ImportContext;
	readonly directory: AffiliateDirectory;
	readonly doubleCount: DoubleCount;
	readonly act: Act;
}

/**
 * Writes a row, or only finds out what writing it would do. Both take the same decisions, so that
 * a dry run finds what the import would refuse. Throws what is wrong with the row.
 */
export async function writeRow(
	run: ImportRun,
	{ record, affiliate }: ReadyRow,
	isDry: boolean,
): Promise<SaveOutcome> {
	const { context, directory } = run;
	const { registry } = run.store;
	if (affiliate === null) {
		const intent = affiliateIntent(record, directory, context);
		const known = directory.byCode(record.code);
		if (isDry) return plannedOutcome(known, intent.affiliate);
		return await registry.saveAffiliate(intent.affiliate);
	}
	switch (record.kind) {
		case 'link': {
			const known = await registry.linkByCode(linkCodeOf(record, affiliate));
			const { link } = linkIntent(record, affiliate, known, context);
			requireAllowedHost(link, context);
			return isDry ? plannedOutcome(known, link) : await registry.saveLink(link);
		}
		case 'coupon': {
			const known = await registry.couponByCode(record.code);
			const { coupon } = couponIntent(record, affiliate, known, context);
			return isDry ? plannedOutcome(known, coupon) : await registry.saveCoupon(coupon);
		}
		case 'conversion':
			return await book(run, conversionIntent(record, affiliate, context), affiliate, isDry);
		case 'balance':
			return await book(run, balanceIntent(record, affiliate, context), affiliate, isDry);
	}
}

const UNKNOWN_ORDER: OrderState = {
	conversion: null,
	commissions: [],
	refunds: [],
	disputes: [],
	binding: null,
	capUsage: [],
};

async function book(
	{ store, doubleCount, act }: ImportRun,
	intent: BookingIntent,
	affiliate: Affiliate,
	isDry: boolean,
): Promise<SaveOutcome> {
	const { storeKey, orderId } = intent.order;
	if (isDry) {
		const known = await store.ledger.conversion(conversionIdOf(storeKey, orderId));
		if (known === null) await doubleCount.refuse(intent, affiliate);
		return outcomeOf(recordImported(known ?? UNKNOWN_ORDER, intent, act).result);
	}
	const result = await store.ledger.decide({ storeKey, orderId }, (state) =>
		recordImported(state, intent, act),
	);
	return outcomeOf(result);
}

function outcomeOf(result: ReturnType<typeof recordImported>['result']): SaveOutcome {
	if (result.outcome !== 'conflict') return result.outcome;
	throw new AffiliateError(result.message, {
		code: 'already_recorded',
		hint: 'Nothing of this row was changed; compare it with the ledger and correct it by hand.',
	});
}

function requireAllowedHost(link: Link, { programme }: ImportContext): void {
	if (safeDestination(link.destination, programme.allowedHosts) !== null) return;
	throw new AffiliateError('The link does not lead to a host that the programme allows', {
		code: 'host_not_allowed',
		hint: `Add the host to 'Allowed Hosts' of programme '${programme.code}', or leave the row out.`,
	});
}
