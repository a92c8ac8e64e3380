import type { Affiliate } from '../../model/affiliate';
import type { Link } from '../../model/link';
import type { Programme } from '../../model/programme';

/** The registry look-ups that a tracked link needs. Null means there is no such record. */
export interface LinkDirectory {
	linkByCode(code: string): Promise<Link | null>;
	programme(programmeId: string): Promise<Programme | null>;
	programmeByCode(code: string): Promise<Programme | null>;
	programmes(limit: number): Promise<Programme[]>;
	affiliate(affiliateId: string): Promise<Affiliate | null>;
	affiliateByCode(code: string): Promise<Affiliate | null>;
}
