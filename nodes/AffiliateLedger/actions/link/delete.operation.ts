import { deleteByCode } from '../byCode';

export const deleteLink = deleteByCode(
	{ noun: 'link', resource: 'Link', placeholder: 'e.g. anna-summer' },
	async (store, code) => await store.registry.deleteLink(code),
);
