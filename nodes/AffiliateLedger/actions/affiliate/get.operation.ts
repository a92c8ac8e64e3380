import { getByCode } from '../byCode';

export const getAffiliate = getByCode(
	{ noun: 'affiliate', resource: 'Affiliate', placeholder: 'e.g. anna' },
	async (store, code) => await store.registry.affiliateByCode(code),
);
