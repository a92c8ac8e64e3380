import { deleteByCode } from '../byCode';

export const deleteCoupon = deleteByCode(
	{ noun: 'coupon', resource: 'Coupon', placeholder: 'e.g. ANNA10' },
	async (store, code) => await store.registry.deleteCoupon(code),
);
