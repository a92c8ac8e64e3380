/** What a call of a partner's server shows once its signature was computed (F35). */
export interface PostbackFacts {
	/** Whether the HMAC fits under one of the programme's secrets; null: the programme has none. */
	readonly isSignatureValid: boolean | null;
	/** Seconds between the signed time and now, either way; null: no readable time. */
	readonly ageSeconds: number | null;
	/** Whether the nonce was seen before; null: none was sent. */
	readonly isNonceReused: boolean | null;
}
