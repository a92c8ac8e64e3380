import type {
	PlatformAffiliate,
	PlatformCommission,
	PlatformConversion,
	PlatformName,
} from '../../model/platform-records';

/** What was read of a programme on a platform. */
export interface PlatformProgrammeRecords {
	readonly platform: PlatformName;
	readonly affiliates: readonly PlatformAffiliate[];
	readonly conversions: readonly PlatformConversion[];
	/** Empty where the platform knows commissions only as part of conversions. */
	readonly commissions: readonly PlatformCommission[];
	/** Where links lead whose own destination is not told; null when nobody knows. */
	readonly landingUrl: string | null;
}

/** One row of a file in our own heading set, by heading. */
export type ImportRow = Readonly<Record<string, string>>;

export interface ExportedRows {
	readonly headings: readonly string[];
	readonly rows: readonly ImportRow[];
	/** What cannot be brought over, with why. */
	readonly leftOut: ReadonlyArray<{ readonly id: string; readonly reason: string }>;
}

/** Text of a cell; nothing for null. */
export function cell(value: string | null | undefined): string {
	return value ?? '';
}
