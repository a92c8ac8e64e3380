/**
 * Well-known domains where anybody has a mailbox, world-wide and regional: sharing one says nothing
 * of two people.
 */
const WORLD_WIDE = `
aol.com email.com fastmail.com fastmail.fm gmail.com gmx.com googlemail.com hey.com hotmail.com
hushmail.com icloud.com inbox.com live.com mac.com mail.com mailfence.com me.com msn.com
outlook.com pm.me proton.me protonmail.ch protonmail.com rocketmail.com runbox.com
startmail.com tuta.com tuta.io tutamail.com tutanota.com tutanota.de yahoo.com ymail.com zoho.com
zohomail.com`;

const EUROPE = `
a1.net aon.at alice.it aruba.it bk.ru blueyonder.co.uk bluewin.ch btinternet.com centrum.cz
chello.at chello.nl clix.pt email.cz email.it free.fr freemail.hu freenet.de gazeta.pl gmx.at
gmx.ch gmx.de gmx.fr gmx.net hetnet.nl home.nl hotmail.be hotmail.co.uk hotmail.de hotmail.es
hotmail.fr hotmail.it hotmail.nl inbox.lv inbox.ru interia.pl kpnmail.nl laposte.net libero.it
list.ru live.be live.co.uk live.de live.fr live.it live.nl mail.de mail.ru mailbox.org neuf.fr
ntlworld.com o2.pl online.de online.no onet.pl op.pl orange.fr outlook.at outlook.com.tr
outlook.de outlook.es outlook.fr outlook.it planet.nl posteo.de poczta.onet.pl rambler.ru sapo.pt
seznam.cz sfr.fr sky.com skynet.be sunrise.ch t-online.de talktalk.net telefonica.net telenet.be
telia.com terra.es tin.it tiscali.it tlen.pl ukr.net upcmail.nl virgilio.it virginmedia.com
vodafone.de wanadoo.fr web.de wp.pl xs4all.nl ya.ru yahoo.co.uk yahoo.de yahoo.es yahoo.fr
yahoo.gr yahoo.ie yahoo.it yandex.com yandex.ru ziggo.nl`;

const AMERICAS = `
att.net bell.net bellsouth.net bol.com.br charter.net comcast.net cox.net earthlink.net
frontier.com globo.com hotmail.ca hotmail.com.ar hotmail.com.br hotmail.com.mx ig.com.br
juno.com live.ca live.com.mx netzero.net optonline.net outlook.cl
outlook.com.ar outlook.com.br prodigy.net.mx rogers.com sbcglobal.net shaw.ca sympatico.ca
telus.net terra.com.br uol.com.br verizon.net videotron.ca windstream.net yahoo.ca yahoo.com.ar
yahoo.com.br yahoo.com.mx`;

const ASIA_PACIFIC = `
126.com 139.com 163.com 21cn.com aliyun.com au.com bigpond.com bigpond.net.au daum.net
docomo.ne.jp ezweb.ne.jp foxmail.com hanmail.net hinet.net hotmail.co.jp hotmail.co.th
i.softbank.jp iinet.net.au kakao.com live.com.au live.jp nate.com naver.com nifty.com
ocn.ne.jp optusnet.com.au outlook.com.au outlook.jp outlook.in qq.com rediffmail.com sina.cn
sina.com softbank.ne.jp sohu.com tom.com tpg.com.au vip.qq.com walla.co.il walla.com xtra.co.nz
yahoo.co.id yahoo.co.in yahoo.co.jp yahoo.co.kr yahoo.co.nz yahoo.co.th yahoo.com.au
yahoo.com.cn yahoo.com.hk yahoo.com.ph yahoo.com.sg yahoo.com.tw yahoo.com.vn yahoo.in
yeah.net`;

export const MAILBOX_DOMAINS: ReadonlySet<string> = new Set(
	[WORLD_WIDE, EUROPE, AMERICAS, ASIA_PACIFIC].flatMap((block) => block.trim().split(/\s+/)),
);
