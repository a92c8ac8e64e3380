import { z } from 'zod/v4';
import { parseModel } from '../../model/parse';
import type { PlanJson } from '../../model/plan';

/** Everything of a plan but its identity and its dates. */
export type PlanTermsJson = Omit<
	PlanJson,
	'planId' | 'programmeId' | 'version' | 'effectiveFrom' | 'effectiveTo' | 'createdAt'
>;

/** A plan that marketers know by name, made from a few parameters. */
export interface PlanPreset {
	/** Stable name in workflows. */
	readonly value: string;
	readonly name: string;
	readonly description: string;
	/** What there is to choose; what has no default must be given. */
	readonly parameters: z.ZodObject;
	/** Parameters that are good for EUR, for docs and forms. */
	readonly example: Readonly<Record<string, unknown>>;
	/** Terms in a currency. Throws `invalid_input` that names the parameter which is wrong. */
	terms(currency: string, parameters: unknown): PlanTermsJson;
}

interface PresetDefinition<Parameters extends z.ZodObject> {
	readonly value: string;
	readonly name: string;
	readonly description: string;
	readonly parameters: Parameters;
	readonly example: z.input<Parameters>;
	readonly terms: (currency: string, parameters: z.output<Parameters>) => PlanTermsJson;
}

/** A preset that reads its own parameters. */
export function definePlanPreset<Parameters extends z.ZodObject>(
	definition: PresetDefinition<Parameters>,
): PlanPreset {
	return {
		...definition,
		terms: (currency, parameters) =>
			definition.terms(currency, parseModel(definition.parameters, parameters, 'parameters')),
	};
}
