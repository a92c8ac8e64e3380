export { claimOfPostback } from './claim-of-postback';
export { clickOfPostback } from './click-of-postback';
export { postbackClickId } from './postback-click-id';
export { readPostback, type Postback, type ToldClick, type ToldConversion } from './read-postback';
export { resolvePostback } from './resolve-postback';
export { POSTBACK_MEDIA, postbackSchema } from './schema';
