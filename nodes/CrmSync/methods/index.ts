import { getDealStages, getLists, getPipelines, getSegments } from './loadOptions';
import { getContactFields } from './resourceMapping';

/** What the editor asks the node for. */
export const crmMethods = {
	loadOptions: { getDealStages, getLists, getPipelines, getSegments },
	resourceMapping: { getContactFields },
};
