import type { CrmOperation } from '../../operation';
import { addToList } from './addToList.operation';
import { getSegment } from './getSegment.operation';
import { requestErasure } from './requestErasure.operation';
import { setConsent } from './setConsent.operation';
import { trackEvent } from './trackEvent.operation';

/** Lists, segments, consent and events; alphabetical, as n8n shows them. */
export const MARKETING_OPERATIONS: readonly CrmOperation[] = [
	addToList,
	getSegment,
	requestErasure,
	setConsent,
	trackEvent,
];
