import { resourceProperties } from '../shared/resourceProperties';
import { LEDGER_RESOURCES } from './resources';

/** All parameters of the node, made from the resources. */
export const ledgerProperties = resourceProperties(LEDGER_RESOURCES, 'conversion');
