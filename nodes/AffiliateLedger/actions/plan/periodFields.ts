import type { INodeProperties } from 'n8n-workflow';
import { optionalInstant, type Collection } from '../../fields';

/** A stretch of time by when orders were made. */
export const periodFields: readonly INodeProperties[] = [
	{
		displayName: 'Orders From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'Only orders made from then on',
	},
	{
		displayName: 'Orders To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'First moment that is no longer part of it',
	},
];

export function periodOf(extra: Collection): { from?: string; to?: string } {
	const from = optionalInstant(extra, 'from');
	const to = optionalInstant(extra, 'to');
	return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}
