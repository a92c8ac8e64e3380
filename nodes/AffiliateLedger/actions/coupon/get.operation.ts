import { getByCode } from '../byCode';

export const getCoupon = getByCode(
	{ noun: 'coupon', resource: 'Coupon', placeholder: 'e.g. ANNA10' },
	async (store, code) => await store.registry.couponByCode(code),
);
