import { getByCode } from '../byCode';

export const getLink = getByCode(
	{ noun: 'link', resource: 'Link', placeholder: 'e.g. anna-summer' },
	async (store, code) => await store.registry.linkByCode(code),
);
