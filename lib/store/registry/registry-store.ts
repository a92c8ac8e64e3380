import { couponSchema } from '../../model/coupon';
import { linkSchema } from '../../model/link';
import type { RegistryStore } from '../../ports/store';
import type { StoreContext, StoreQueries } from '../engine';
import { affiliateRecords } from './affiliates';
import { assignedRecords } from './assigned-records';
import { changeMark } from './change-mark';
import { exchangeRateStore } from './exchange-rates';
import { planStore } from './plans';
import { postbackSecrets } from './postback-secrets';
import { programmeStore } from './programmes';

/** Records that people edit. */
export function registryStore(context: StoreContext): RegistryStore {
	const links = assignedRecords(context, 'links', 'link', linkSchema);
	const coupons = assignedRecords(context, 'coupons', 'coupon', couponSchema);
	return {
		...programmeStore(context),
		...planStore(context),
		...affiliateRecords(context),
		...exchangeRateStore(context),
		...postbackSecrets(context),
		saveLink: (link) => links.save(link.linkId, link),
		linkByCode: (code) => links.byCode(code),
		links: (filter) => links.list(filter),
		deleteLink: (code) => links.remove(code, (tx, { id }) => hasClicks(tx, id)),
		saveCoupon: (coupon) => coupons.save(coupon.couponId, coupon),
		couponByCode: (code) => coupons.byCode(code),
		coupons: (filter) => coupons.list(filter),
		changeMark: () => changeMark(context),
		deleteCoupon: (code) => coupons.remove(code, (tx, row) => hasOrders(tx, row.code_key)),
	};
}

async function hasClicks(tx: StoreQueries, linkId: string): Promise<boolean> {
	const click = await tx
		.selectFrom('click_totals')
		.select('day')
		.where('link_key', '=', linkId)
		.limit(1)
		.executeTakeFirst();
	return click !== undefined;
}

async function hasOrders(tx: StoreQueries, couponCodeKey: string): Promise<boolean> {
	const use = await tx
		.selectFrom('conversion_coupons')
		.select('conversion_id')
		.where('code_key', '=', couponCodeKey)
		.limit(1)
		.executeTakeFirst();
	return use !== undefined;
}
