import { getManyOwned } from '../ownedRecords';

export const getManyCoupons = getManyOwned(
	'coupons',
	async (store, filter) => await store.registry.coupons(filter),
);
