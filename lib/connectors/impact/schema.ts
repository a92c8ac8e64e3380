import { z } from 'zod/v4';
import { idText, lenientText } from '../affiliate-platform';

export const actionSchema = z.object({
	Id: idText,
	CampaignId: lenientText,
	ActionTrackerId: lenientText,
	MediaPartnerId: lenientText,
	State: lenientText,
	Payout: lenientText,
	Amount: lenientText,
	Currency: lenientText,
	EventDate: lenientText,
	CreationDate: lenientText,
	LockingDate: lenientText,
	ClearedDate: lenientText,
	Oid: lenientText,
	PromoCode: lenientText,
	CustomerId: lenientText,
});

export const partnerSchema = z.object({
	Id: idText,
	Name: lenientText,
	State: lenientText,
	Currency: lenientText,
	Programs: z
		.array(z.object({ Id: lenientText }))
		.nullish()
		.catch(null),
	Contacts: z
		.array(z.object({ EmailAddress: lenientText, FirstName: lenientText, LastName: lenientText }))
		.nullish()
		.catch(null),
});

export const campaignSchema = z.object({
	Id: idText,
	Name: lenientText,
	Currency: lenientText,
	LandingPage: lenientText,
	DefaultLandingPage: lenientText,
});

export const contractSchema = z.object({
	Id: idText,
	MediaPartnerId: lenientText,
	MediaId: lenientText,
	Status: lenientText,
});

export const invoiceSchema = z.object({
	Id: idText,
	TotalAmount: lenientText,
	Currency: lenientText,
	PaidDate: lenientText,
	CreatedDate: lenientText,
	Status: lenientText,
});

export const submissionSchema = z.object({
	Status: lenientText,
	ErrorType: lenientText,
	ErrorReason: lenientText,
	ErrorCode: lenientText,
	ResultUri: lenientText,
	ActionId: lenientText,
});
