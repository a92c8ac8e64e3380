import type { INodeProperties } from 'n8n-workflow';
import type { OperationContext } from '../../operation';

export const maxRateAgeField: INodeProperties = {
	displayName: 'Exchange Rate Max Age',
	name: 'maxRateAgeDays',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 365 },
	default: 7,
	description: 'Days after which an exchange rate no longer counts',
};

export function readMaxRateAge({ execute, itemIndex }: OperationContext): number {
	return Number(execute.getNodeParameter('maxRateAgeDays', itemIndex, 7));
}
