"""Forms of real tunes, one a word, which `python -m benchmarks.form_table` wrote.

A letter a bar: a to p, how many bars before lies the one that returns in it (1 to 16); "." a new
bar; "~" the bar before at other pitches. Then a to p: in which bar the highest note first comes.
FIRST: of the first sixteen bars of the tunes of each character; LATER: of later ones.
"""

FIRST = {
    "any": """
        ..b.dd.dbh.hdd.hi ....dd....g.l.h.j ....ddd...b.dhhhi ....dddc.a..hhhhj ..b.ddd..hbdddhhc
        ....ddb...bddd.hi ....ddd..c..ddd.b ..a.ddcc....dd..j ..b.ddd..g..ddd.d ..b.dddd..hhdddhi
        .aa.ddd.e.h.dddhd ....dd.........hn ....dd.d......hhk ....ddd......ee.p ....ddd...b...hhm
        ....ddd..c...~hhi ....dddd....ddhhb ...bd.d...b.....j ..b.dd....g..bhhb ..b.ddd...b.dd..i
        ..b.dddd.hbh.d.ha .ab.dd...ab.dahha ........hhhhhhh.a ...c.b..hhhhhhhhb ........hhhh....b
        ...b.~..hhhhhh..e .....a..ddd.lll.g ......ff....ll..l ........c.hhhh.hj ....d.....hhdhhhp
        ....dd...a.hhhh.g ..b......hb...hhb ..~.dd...~..hhhhb ....d....~..dddha ...a.ee....~.dddm
        .a..d~....bdddhha ................d ................k ...............oe ............b.d.f
        ...........hfl..g ..........jjjjjja .........iiiiiiih ........h.....lha .......gggggg...b
        ......f..aj..a..b .....d.....kjj.ji .....~.f..bdd.hhi ....d........g..f ....d...b..jjj.jj
        ....dd........hhj ....dd......iaj.l ....dd....h.hh..f ....dd...~b....hg ....dddg..b.d.d.n
        ...b.d.......dhhi ..a.dd...a.h.a..g ..b...ff...gg...f ..b.dd........h.m ..b.dd...a~addhhc
        ..b~dd...h....hhg .a...~..........b .aa..aa..~~..~~.m .~..dd......ddhhj
    """,
    "fiddle": """
        ...add.a.hhiddhhi ....dd......hhhhd ....ddd.....hhl.i ....ddd..a.ahhh.c ....dddd.a..hhhhi
        ..b.dddd.....h.hb ....dd...ffhddjhb ....ddd...b.dd..i ....ddd.b...ddd.b ..b.bd.d.abddg.hp
        ..b.ddd....ddddlj ..b.dddd..bddd..o ..b.dddd.b.dddddg .aa.ddd.e.h.dddhd ....dd..........o
        ....dd...~b.dd..a ....ddd......be.c ....ddd....bddhlj ....ddd...bbb.jji ....ddd..~b.dd..i
        ....dddd...bedd.j ...bd.d...b.....j ..b.dd......bbhhl ..b.dd.d.c..ddhhg ..b.dddd...b....m
        ..b.dddd.h....h.k .ab.d.ed..bhd.hhj .~b.dd........d.m ..~~dd..hh.hhhhca .a....d.hhhh~af.e
        ..b.....dddd..bhg ..........b..hh.i .....d.....h.hhhj ....d...a...hhhhg ....dd...ahhhhhhg
        ...bdd...~.hhhhhj ..b.d..f.bbhhhhhg .a..dd...hbhddhhh ....d..f...eddddh ....dd...~~hdddhk
        ..b.dd....bbbbbbi .~b.dd.....hddd.g .............j.ij ..........hh....c ........cf......f
        ......f...h.....e .....e......iiiij ....d........d..m ....d....~..dd..i ....dd........bbo
        ....dd......dd..k ....dd....a...b.f ....dd....jhd.lhi ....dd...~b.d.hhl ....ddc..a..ddhhg
        ...add.a.a~..jiib ..a.dd......ddh.j ..b..d....b.....i ..b.d..f..bhd~hhi ..b.dd....b.dd.hd
        ..b.dd.b..b~ddhhj .a..d.......d..hl .aa.dc....b.dd~.i .~..dd....bb.~.hc
    """,
    "hymn": """
        ....ddd..hhhhhh.i ....dd......hhhhi ....ddd......hh.a ....ddd.....hhh.i ....ddd...b.hhh.i
        ....ddd...hh.hh.i ....ddd..aa.hhhha ....dddd..~.hhhhj .~..ddddb.b..hh.i ...bdd....bddd..c
        ....c.dd.....l..j ....ddd.........b ....ddd........hj ....ddd.....e..dj ....ddd...f.....c
        ....ddd...h~...hb ....dddd......hha ....dddd..fffj..c ....ddddch......m ..b.dd........h.i
        .~.cdddd....c...l ........hhhhhhhha .....dd.hhhhhhhhc ...bb...hhhhhhhhc ........hhhbg...f
        ........hhhhh...n .....e..hhh.hh..e ....d...hhhhc...n ..~..b..hhhh.d..m ........dddd..ggm
        ............ll..e ....a.....f.lll.c .....~..dh..hhhhc ....dd......hhh.a ....d..c..dhdddhm
        ...b.a....f.dddoj ............j...i ..........h.....n ..........~h.m..a .........~..dd..j
        ........a.....n.b ........hh......c .......d........e .......ee.dk.g..f .......gggg.b..fb
        .......ggggggg..e ......d.h....hh.m ......fff.....c.m ......ffffff...la .....e..........m
        .....eeeee......b .....eeeee......d .....eeeee.....ad .....~.....dh..bj ....d...b..jjj.jj
        ....~........mlli ...b.....iiiiiiic ...b.eeeee......n ...c.....~...lm.a ..a....fhh..d.all
        ..b......c~.g...i ..bb.d...h......l .a........ae....c .a.......e....h.a
    """,
    "lied": """
        ....dddd.....hhlk ....dd..........m ....dd....b.....a ....ddd......gbbb ....dddd..bb..bbn
        .~...dd......a..p ........hhhhhhh.c .....~..hhhhhh..g ........hh......e ........hhh.a...o
        ......d.hhhhh...f .............lllk .....e..e...lllle ......ccgi.bdkkkc ....d......hd.d.n
        ................a ................c ................d ................f ................g
        ................h ................j ................l ................n ................p
        ...............oc ..............b.n .............f..g .............~..g ............g...p
        ...........a....m ...........h.f..e ...........kkkkke ..........bb....e ..........ib.c..o
        .........bb.a...i .........h..h..fk .........iiiiiiih ........d..g...ln ........h..d....f
        .......c........g .......f...b..a.c ......b.....d...c ......d.d..hl...b ......ff~f......c
        .....a..b.......n .....d.....dj...n .....~..........c ....b...a....c..b ....d...........m
        ....d.......dd..o ....d...h.......b ....dd.........ah ....dd...ad.e..~a ...b....d.......j
        ...~.....a~a..h.e ..b........ikkkkh ..b.b.....~....~f ..bb.....cb.....m .a..............f
        .a........j.....j .a...c..........i .aa.ba....ijjjjjg .~....~.........b
    """,
    "song": """
        ....ddddddhhhhh.a .aa.bdddhhhh...ca ....ddd..ab.hhhhi .....dd....hll..e ....dd.....iechhb
        ....ddd......b.lk ....dddd.......~d ..b.dddd.~h~~~..j ..~.ddd...b.....n ........hhhhhhh.a
        ........hhhhhhhha ........hhhhhhhhd .....dd.dhhhhhc.c ....d...hhhhhhh.f ..a...a.hhhhhhh.b
        ..b.....hhhhhh..a ..~..~.bhhhhhhhhe ........hh...~~hb ........hhh.....n ........hhhh....c
        ........hhhhh.d.a .....a..hhhhhh..b ....b...hhh.....p ...b..a.hhh.h...e ..b....dhhhh..h.e
        ..bb.a..h.hb....m .a...~..hhhhh...p .~......hhhhh...b .~~.~.e.hhhh.a..d .....a..c..illl.e
        ..b.......g.lllle ....dd......hhh.a ................a ................g ................o
        ............aj.hi ...........a.d.ab ..........bbl...i .........a......f .........bh.h...d
        .........~...~..f ........c.......j ........h....~.lm ........~.....jha .......f....fa..e
        ......a.hd....aab ......dg.....e..b .....a....a.....g .....a~......a.lj .....d.a...aa~..d
        .....~....d.....n ....d.........j.i ....dd.g...hlh.ci ...a...a.....i..e ...bb......bb...i
        ..a...a.......dda ..b......h......a ..b.d......b.bd.i ..bb....hh.....hn .a...a..........m
        .a...a....b.b...n .a.a....ffa..aa.e .aaa......~.....l .~..da.....jg.h.i
    """,
}
LATER = {
    "any": """
        .abhdddd.abhdd.da pppppp.p.p....l.i .kb......hhh...he .ne.....cllllllla .........c....ddb
        ................a ................g ................n .............a..g ...........dd...n
        .........b......p ........h.......e .......ii.......i ......l.......d.a .....l..d.......p
        ....d.......d...k ....p.n..p......e ...d............i ...ooo......ee..k ..bb.l.c........i
        ..j.......h.....m .a.............ao .d.........b....j .l...iep~.oj.l~ee .~.......cefa.nnm
        bb.h.....j.....ja f...............a hhhhhh..........a kk.b.nnnnnnnennne o.nplll.........j
        pppp..b........in ppppppppppppppp.j
    """,
    "fiddle": """
        c..ddd.hhh......k ..b.ddd.ppppppppb .abhdddd.abhdd.da ..b.dd.d..a..hl.p .~..ddd..~hndd~.i
        h~~.ddddn.b.dd..c .....~hphhhh.~hpa .~.h.b.hhhhp....m .~...eppddpplll.g ...dp....~..hhh.a
        .~~p.~kp.~~.hhhhi ...a...a.~..dd.pb hb.bba.h..phdddhg .............b.dm ......b.......p.a
        ....d....a.pppp.b ....p.p......~..h ...bdbdh..beddchb ...pd.......ppp.i ..b.dd.h..p.dd..a
        ..dh.ddh....dpppb ..hh.dhh.a~add.he .a..dd..llpappppd .ab.d..dpp.pppppa .c...ppp.p..pmhpi
        .p.o.~....f..a..m .~beddpp.a~a...lp .~c.dd~.ppppppp.a d...pppppppppppac hhh....h.a......m
        l..p..dppppp..ppm po.ppppph..hhd.hc
    """,
    "hymn": """
        ..hhddd..hhhppppb .ddpddippp..npppk .......hd.c.pebdl .....olloi...ic.m .....pppppppppp.b
        ..p.dd...ap...i.b .fccccc.....ee..b a.cia...ppppppp.a b...p...d.p.p.d.b iii.ll.nn...j..nk
        pp..l..c.bn..n..a ppppppppppppppp.a ppppppppppppppppm
    """,
    "lied": """
        .~..ddd...b.d...j ..........dd....e .....~.p...hhh.eo ................a ................d
        ................i ................n ..............d.e ............m.aoa ..........a~a.~.c
        .........bb.....o ........g...d.bba .......f.a......m ......cb........j .....c........l.d
        .....p.....~....m ....el.h.~..g~iha ...a.........~..c ...g.n~..d..i.p.k ...p...d..c.....a
        ..b~.......dm...b ..j.e..e....p..df .a.............ao .dd.......~~....l .lll......a.p..fd
        .~....h.....op..j d...........ad~.o f.j....j........f hhhhhp.h........l l.....f.........h
        oo.....i.d....b.m ppppppppppppppppg
    """,
    "song": """
        ppppppppppppppppa ..h.dddd........l ppppppppppppnfo.l ........hhh.....n ....hp.hhhhhhpp.b
        b...llk.ppdkhh..b ppp.p..l....lllhi .dddddabjjjjddjhc ............i..hn ........pljj....c
        .......ek.......b .....hddd.......k ....d.apppppppppl ...af.....a....~j ...p........d...o
        ..k......bbl.bb.h .a...a..ppppp..ag .h......ppppp.p.b .p.g...h.h......a .~~.e.....d.....i
        bk...ac..iiih.f.a hh.........aa...d hpppppp......ll.j kooooo..........l ppp..ah.....l~..j
        ppp.ppp.........n pppp..d.b.f.....f ppppp.j.....p...i ppppppddnn...i..b ppppppp.g....aapk
        ppppppppp...l...k pppppppppppp....b
    """,
}
