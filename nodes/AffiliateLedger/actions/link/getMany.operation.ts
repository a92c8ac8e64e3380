import { getManyOwned } from '../ownedRecords';

export const getManyLinks = getManyOwned(
	'links',
	async (store, filter) => await store.registry.links(filter),
);
