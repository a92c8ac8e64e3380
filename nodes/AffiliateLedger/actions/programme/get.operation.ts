import { getByCode } from '../byCode';

export const getProgramme = getByCode(
	{ noun: 'programme', resource: 'Programme', placeholder: 'e.g. main' },
	async (store, code) => await store.registry.programmeByCode(code),
);
