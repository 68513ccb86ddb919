"""Forms of real tunes, one a word, which `python -m benchmarks.form_table` wrote.

A letter a bar: a to p, how many bars before lies the one that returns in it (1 to 16); "." a new
bar; "~" the bar before at other pitches. FIRST: of the first sixteen bars of the tunes of each
character; LATER: of later ones.
"""

FIRST = {
    "any": """
        ................ ................ ...............n .............~.. ............llll
        ..........b..hhh .........a...hh. .........iiiii.. ........ddd.l.l. ........hhh.....
        .......b...h..nn .......fhhhhhhh. ......d.hhhh.... .....a....a..... .....d...dbhhhhh
        .....e..hhh.hh.. .....~~.....hhhh ....d........... ....d.....b..... ....d...f.hh....
        ....d.dd..h..... ....dd.......a.. ....dd......ddd. ....dd.....dd.f. ....dd....b.dd..
        ....dd....hhddhh ....dd...db.ddhh ....dd...~..llhh ....dd..hh.h.~.h ....ddc...b..hhh
        ....ddd......ee. ....ddd.....hhhb ....ddd....hhhh. ....ddd...bhdd.. ....ddd..a..dddd
        ....ddd..~....hh ....ddd.haf..iih ....dddd...hddd. ....dddd.cbbhhhh ...ad......a..hh
        ...b.~..hhhhhh.. ...c....hhhh.~.. ..a...b.hhhh.... ..b.......bhhhh. ..b...d....b.iii
        ..b.d.......bdlj ..b.d..ddhh..... ..b.dd.....hhhhh ..b.dd...a..b... ..b.dd.c.~..d..h
        ..b.dd.d.hbhdhhh ..b.ddd...b.ddd. ..b.dddd..b.dd.. ..b.dddd..bhdddd ..b.dd~..aa.dd.l
        ..bbbd.dcbedddhl .a.............. .a...d...i.i.iii .a..dd...~b.dd.h .a.add.b..hhd.hh
        .ab.dd.....dddhh .~......hhhh...c .~..dd.c..b.hh.. .~b.dd.......hhh
    """,
    "fiddle": """
        ...............l ............hhhh ..........hhhhh. .........~...... ........f...hhhh
        .......e...hhhhh ......f...j.h... .....d...~b.d..h .....e.d.eb..~~. ....bb....j.ddhh
        ....d.......lk.k ....d....h.hhhh. ....d.b..f..d... ....dd.........h ....dd......d...
        ....dd......g... ....dd.....hb~.h ....dd....b.dd.h ....dd....hh.l.. ....dd...a.fhhhh
        ....dd...h.hdhhh ....dd...~b....h ....dd..f.ddddd. ....dd.ff.....hh ....ddd.......dd
        ....ddd.....dd.. ....ddd....add.h ....ddd....hhhh. ....ddd...bb..j. ....ddd...hhhhh.
        ....ddd..c..dd.. ....ddd..~b.dd.. ....ddd.h.b.hhh. ....dddd...ddddd ....dddd..ffhllh
        ....~d..hhhhhhh. ...add.a.hhhddhh ...bdd..f~hhhhh. ...~.....~~~hh.. ..aa.~.......c..
        ..b...b.dddddddd ..b.a..c....d.dd ..b.d....ab...hh ..b.d.d..hbhdhhh ..b.dd.....hdd..
        ..b.dd....b.ddl. ..b.dd...h.hbhhh ..b.dd.d...b...h ..b.dd.d.cb...ih ..b.ddd.....dd..
        ..b.dddd.....~i. ..b.dddd..b.dd.d ..b.dddd..bhdd.d ..b.dddd.h..dddd ..bb.d.d.hdddddd
        ..b~dd...h....hh .a...add..hhhahh .a..dd...hbhddhh .a.a......hadd.h .ab..a.ddd.....h
        .ab.dddd..b.dd.h .~..d.d..e...dmm .~..ddd...b.d..h .~b.dd....bb..i.
    """,
    "hymn": """
        ................ ............j... ............ll.. ..........h..... .........bb.k...
        ........a.....n. ........dddd..gg ........hh...... ........hhhh.~.. ........hhhhhhh.
        ........hhhhhhhh .......d........ .......ee.dk.g.. .......gf....... .......gggggg...
        ......a.h..ccc.. ......f......jhh ......ffffff.... .....c.b.fffiii. .....dd.hhhhhhhh
        .....e..hhh.hh.. .....eeeee...... .....eeeee.....a .....eeeee...j.l .....~..dh..hhhh
        ....a.....f.lll. ....a.f.hhhhhhh. ....cc..hhhhh... ....d....i..d... ....d...hhhhc...
        ....dd......d.hh ....dd......hhhh ....dd....bbhh.. ....ddd......... ....ddd........h
        ....ddd......hh. ....ddd.....hhh. ....ddd....dd... ....ddd...b.hhh. ....ddd...f.....
        ....ddd...hh.hh. ....ddd..aa.hhhh ....ddd..hhhhhh. ....ddd.hhdd.el. ....dddd......hh
        ....dddd..b..hh. ....dddd..hhbhf. ....dddd.h..hhhh ....ddddch...... ...b......iii...
        ...b....fhh.d... ...b.a....f.dddo ...b.eeeee...... ...bd..gd..h.... ...c.....~...lm.
        ..a....fhh..d.al ..b......c~.g... ..b.....hh....i. ..b.dddd.~~...ff ..bb.dc.........
        ..~.c.e.hhhhh..d .a.......e....h. .a...a.bhhhhhhhh .~.cdddd....c...
    """,
    "lied": """
        ................ ................ ................ ................ ................
        ................ ................ ................ ................ ................
        ...............l ..............b. .............b.o .............m.i ............dd..
        ............l... ...........a..na ...........h.f.. ...........kkkkk ..........bb....
        ..........i..... .........a...jb. .........h...... .........iiii..i ........b...a..d
        ........ff...i.h ........hg...... ........hhh...c. ........hhhhh... .......a.....mmm
        .......d..i...b. .......~........ ......b.h.jjjjjj ......d.hhhfh... ......ff........
        .....a.......... .....bb.......m. .....d....i..... .....eeee....... ....a...........
        ....d........... ....d........... ....d.......l... ....d...g.bb..jn ....daeee.......
        ....dd.........a ....dd......d..d ....dd.....j.... ....dd.b.hb....d ....ddd......h..
        ....dddd....d... ...b...........i ...c..d...i.l... ..b............. ..b.......b..~..
        ..b..b...f...ei. ..b.dddd.a..d... ..bb.cd..d....bb .a.............. .a........j.....
        .a...ab.h..h...e .a..dddd.a..dddd .~..........b... .~..dd.....d....
    """,
    "song": """
        ................ ................ ................ ............bbh. ............ll..
        ...........g...d ..........i.bi.. .........a...a.. .........d...iii .........~...~..
        ........f..e..e. ........h....~.l ........hh...... ........hhh..... ........hhhh....
        ........hhhhh... ........hhhhhhh. ........hhhhhhhh ........~.e.a..h .......dhhhhhhhh
        .......fhhhhhhh. ......b....~...o ......d.hhhh..hj ......f...f...k. .....a..c..illl.
        .....aa......aa. .....b..hhhh...a .....d.d.~...... .....~.....f.... ....a...g....aa.
        ....b...hhhhhhh. ....d.........j. ....d...hhhhhhh. ....dd......hhh. ....dd...b...b.h
        ....dd.g...hlh.c ....ddd.....dd.a ....ddd...b...h. ....ddd..ab.hhhh ....dddd.......~
        ....ddddddhhhhh. ...add..hhhhhhhh ...b...d.h.hhh.. ...bb..bbhhhh.~. ...c...........g
        ..a...a.hhhhhhh. ..b.......g.llll ..b.....hhhhh... ..b....dfh...g.h ..b..a..hhhhhhb.
        ..b.ddd.....h... ..bb......d..... ..bb.a..h.hb.... ..~......ijjjjjj ..~.ddddddhhhhh.
        .a...a......b... .a...a...a....l. .a..aa.fhhhhd... .a.a....ffa..aa. .aa..b.c........
        .ab.aab......~.. .~......dd...... .~..b...hhhh.a~. .~~.~.e.hhhh.a..
    """,
}
LATER = {
    "any": """
        ................ ................ ................ .............b.d ...........f.d..
        .........a...... ........b...h... .......a......m. .......~.....hhh .....a.~..hhhhhh
        .....mdhc.h.c~hh ....d........... ....jbb....b.... ...al.....b..... ...hhhhhh.......
        ..a.......~...d. ..bpdd.p...hdd.h ..hhddd..hhhpppp ..pjj.hhhh..p..i .b........a.a...
        .f...c.....ephc. .lbp..hh..bhdd.. .~.............d b.......ppppppp. d.....~..ff.m..n
        ff...........l.l hhhhhhh......... jjjj..k....a..ke mmmmm......h.p.c pp..........dp..
        pppppp.pppp..... pppppppppppppppp
    """,
    "fiddle": """
        ..............pp .......p....p.p. .....hh...~.hhhh ....bb...l..b.dd ....dd.h..bhhhhp
        ....dddh.aaddd.. ....pppppppppppp ...a~.ab.......p ...fd........pp. ..a...a.pppppppp
        ..b.dd.h..p.dd.. ..bhdd.h..bhddpp ..dddddd..bhb.ah ..h.l.b.kppppppa ..o..o..........
        .a..dd..llpapppp .ab.d..dpp.ppppp .abpddhh..bhddhh .d.hdhhh..bpdd.h .lbp..hh..bhdd..
        .pb....p.pb..... .~...eppddpplll. .~beddpp.a~a...l .~c.dd~.ppppppp. b.bpdd.h...pdd.h
        d.....~..ff.m..n e.blddhhllbhpppp hh..g~....n.a... i.odb.a......dd. kab.ddad....dddd
        lpbpb.hpnpbppppp ppbd..pppppppppp
    """,
    "hymn": """
        .......hd.c.pebd .....olloi...ic. .....pppppppppp. ..hhddd..hhhpppp ..p.dd...ap...i.
        .ddpddippp..nppp .fccccc.....ee.. a.cia...ppppppp. b...p...d.p.p.d. iii.ll.nn...j..n
        pp..l..c.bn..n.. ppppppppppppppp. pppppppppppppppp
    """,
    "lied": """
        ................ ................ ................ ................ .............a..
        ............~.g. ..........d..... .........bb..... ........bbb.m.p. .......a..bbb...
        .......~........ ......~..hhhhg.. .....i.h..bb.h.. ....a........... ....g......bb...
        ...a.........~.. ...g...........b ...p............ ..bb............ ..h..h..hhhp.hpp
        ..p...........ld .bj.l...pppp.... .g.p...d.....b.. .n....jj.hdd.d.. .~..ddd...b.d...
        d.............c. f............... hhh..a~a..ii.... jjj.j...a....... mdd..pahddddddap
        p...dd....b..... pppppppppppppppp
    """,
    "song": """
        ................ .........d...... ........nng.a..p ........pppppppp .....a..pppppppa
        .....o.~phhhh.hh ....d..chhh..... ....ll..ppppppp. ...d....j..b.p.. ..b...d..f......
        ..fp...p.p.h.hg. .a.............. .abbbb.....bbb.~ .gi.d.o.hhh..... .kdb....ka.d.a..
        .~..cc.ppppppp.e b.......ppppppp. c....a.pppppppg. g..e.......im~n. hhhpppp.....ll..
        i............e.h lcbb.h.p.....h.. ppf....fp....... ppp.p.......~bb. ppp.ppppppp.....
        ppppddhhpppbdhh. pppppp.......... ppppppg..~~~hh.. ppppppp.g....aap ppppppppp...l...
        ppppppppppp.paa. pppppppppppppppp
    """,
}
