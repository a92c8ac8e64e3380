import { programmeDays, trainAnomalyModel } from '../../../../lib/fraud/scan';
import { addDays } from '../../../../lib/kernel';
import { collected } from '../../../shared/fraud/collected';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';

const DEFAULT_DAYS = 180;
const DEFAULT_CONTAMINATION = 1;

/** Learns what ordinary days of affiliates look like, for the nightly scan (F36). */
export const trainAnomaly: LedgerOperation = {
	value: 'train',
	name: 'Train',
	action: 'Train anomaly model',
	description:
		"Learn what is usual of a programme's affiliates, so that the scan notices what is not",
	fields: [
		programmeField(),
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 14, maxValue: 730, numberPrecision: 0 },
			default: 180,
			description: 'How far back to learn from',
		},
		{
			displayName: 'Unusual Percent',
			name: 'contaminationPercent',
			type: 'number',
			typeOptions: { minValue: 0.1, maxValue: 20, numberPrecision: 1 },
			default: 1,
			description: 'Part of the days that may turn out as unusual',
		},
	],
	async run(context) {
		const { execute, itemIndex, store, clock } = context;
		const { programmeId } = await requireProgramme(context);
		const now = clock.now();
		const from = addDays(now, -Number(execute.getNodeParameter('days', itemIndex, DEFAULT_DAYS)));
		const percent = Number(
			execute.getNodeParameter('contaminationPercent', itemIndex, DEFAULT_CONTAMINATION),
		);
		const days = await collected(store.fraud.affiliateDays(programmeId, from, now));
		const before = await store.fraud.anomalyModel(programmeId);
		const version = (before?.version ?? 0) + 1;
		const model = trainAnomalyModel(days, programmeDays(days), {
			programmeId,
			version,
			trainedAt: now,
			seed: `${programmeId} ${version}`,
			contamination: percent / 100,
		});
		if ('isThin' in model) {
			return [
				{ json: { isThin: true, reason: model.reason, versionInForce: before?.version ?? null } },
			];
		}
		await store.fraud.saveAnomalyModel(model);
		const { forest: _, ...shown } = model;
		return [{ json: { ...shown, isThin: false } }];
	},
};
