import type { DuplicateFact } from './affiliate-facts';

/** What is known when somebody asks to join (F28, F29). */
export interface SignupFacts {
	readonly affiliateId: string;
	/** Sign-ups of the same network in the last 24 hours, this one left out; null: not told. */
	readonly networkSignups: number | null;
	/** The same for the device. */
	readonly deviceSignups: number | null;
	readonly duplicates: readonly DuplicateFact[];
	readonly emailDomainKind: 'disposable' | 'relay' | 'public' | 'private' | null;
}
