import type { RecordedCommission } from '../model/commission';
import type { Conversion } from '../ports/ledger-store';

/**
 * The commission whose plan version an order keeps: one of the programme it is credited in, for a
 * re-attribution may have moved it to another one. Undefined for an order that earned nothing.
 */
export function recordedTerms(
	conversion: Pick<Conversion, 'programmeId'> | null,
	commissions: readonly RecordedCommission[],
): RecordedCommission | undefined {
	const programmeId = conversion?.programmeId ?? null;
	return commissions.find((entry) => entry.programmeId === programmeId) ?? commissions[0];
}
