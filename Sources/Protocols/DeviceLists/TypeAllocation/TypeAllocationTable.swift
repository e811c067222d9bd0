// SPDX-License-Identifier: EUPL-1.2

/// Manufacturer, model and codes. Bare facts, selected from public lists: the Osmocom TAC database, the examples of
/// Wikipedia's article on the Type Allocation Code, and the model tables that owners of Samsung devices share.
let typeAllocationTable = """
    Alcatel|OneTouch Flash Plus|35915806
    Apple|iPad (A1403)|99000096
    Apple|iPad (A1460)|99000132
    Apple|iPad Air (A1475)|35853105 35876905
    Apple|iPad mini (A1490)|35867605 35877405
    Apple|iPhone 3GS|01194800 01203000 01215600
    Apple|iPhone 4|01242200 01243100 01253300 01312600
    Apple|iPhone 4s|01294000 01300600 01303900 99000086 99000181
    Apple|iPhone 5|01334500 01335000 01340300 01355100 99000223 99000271
    Apple|iPhone 5c|35853305 35853805 35854305 35880005 35881505
    Apple|iPhone 5s|35869205 35875105 35875605 35876105 35880505
    Apple|iPhone 6|35835906 35836906 35925406
    Apple|iPhone 6 Plus|35835106 35924006 35931806
    Apple|iPhone 6s|35326907
    Apple|iPhone 8|35299209
    Asus|Fonepad|35933706
    Asus|ZenFone 5|35223806 35225106
    BlackBerry|Bold 9900|35856604
    BlackBerry|Curve 8520|35840804
    BlackBerry|Curve 9320|35845605
    BlackBerry|Z10|35292105 99000124
    Cinterion|BGS2-W|35649604
    Ericsson|T68|35037300
    Google|Pixel|35253108
    Google|Pixel 2 XL|35803508
    Google|Pixel 3a XL|35964309
    Google|Pixel 4a|35751110
    HTC|Desire S|35896704
    HTC|One|35940505
    HTC|One M8|35871405
    HTC|One M8s|35803106
    HTC|One X|35918804
    HTC|One mini|35961205
    HTC|Wildfire|35902803
    Huawei|E398u-15|35714904
    LG|G Stylo|35838706
    LG|G2|35863505
    LG|Magna|35891206
    LG|Nexus 4|35391805
    LG|Nexus 5|35213606 35824005
    Lenovo|A6000|86604302 86691202
    Lenovo|A3500-H|86538102
    Micromax|A106|91134500
    Micromax|A110|91130690
    Microsoft|Lumia 535|35859106
    Motorola|Defy Mini|35191405
    Motorola|Droid Turbo|99000528
    Motorola|Droid Ultra|99000533
    Motorola|Moto E|35929905
    Motorola|Moto G|35928405 35929005
    Motorola|Moto G (2nd generation)|35896506
    Motorola|V300|35351200
    Nokia|1|35447909
    Nokia|1100|35569500
    Nokia|2|35604008
    Nokia|3210|44931600 44933900
    Nokia|3220|35762300
    Nokia|3310|35060680
    Nokia|3410|35089080 35099480 35148420
    Nokia|5|35602508
    Nokia|5310|35421803
    Nokia|6210|44933300 44933700
    Nokia|6230|35376800 35566600
    Nokia|6230i|35836800
    Nokia|6233|35274901
    Nokia|6300|35685702
    Nokia|6310i|35148820 35154900
    Nokia|6600|35793200 35795200
    Nokia|6820|35250500
    Nokia|7610|35839000
    Nokia|9300i|35624600
    Nokia|C5-00|35433004
    Nokia|E72|35151304
    Nokia|E90|35365901
    Nokia|FastMile 5G Gateway 3.2|35705623
    Nokia|Lumia 1320|35917905
    Nokia|Lumia 520|35835205
    Nokia|Lumia 625|35920605
    Nokia|Lumia 630|35238106
    Nokia|N8|35739804
    Nokia|N9|35929404
    Nokia|N900|35693803
    Nokia|N95|35699601
    OPPO|Joy|86689302
    OPPO|Joy 3|86718702
    OPPO|N1|35675904
    OPPO|N3|86580402
    OPPO|R1001|86603902
    OnePlus|One|86458702 86580002 86768502
    Panasonic|GD92|44931700
    Samsung|Galaxy A5|35903106
    Samsung|Galaxy A5 (2016)|35293708
    Samsung|Galaxy A12|35003993
    Samsung|Galaxy A21s|35011793
    Samsung|Galaxy A32|35009535
    Samsung|Galaxy A34|35004273
    Samsung|Galaxy A52|35028137
    Samsung|Galaxy A52s|35004854
    Samsung|Galaxy A53|35001262
    Samsung|Galaxy A54|35004012 35009071
    Samsung|Galaxy A73|35004751
    Samsung|Galaxy Fold 5G|35684610
    Samsung|Galaxy Gio|35733104
    Samsung|Galaxy J1|35841406
    Samsung|Galaxy J7 (2017)|35620409
    Samsung|Galaxy J7 Prime|35415808
    Samsung|Galaxy Mini|35679404
    Samsung|Galaxy Nexus|35174905 35255305
    Samsung|Galaxy Note|35979504
    Samsung|Galaxy Note 3|35849105 35909305
    Samsung|Galaxy Note 4|35876106
    Samsung|Galaxy Note II|35935905
    Samsung|Galaxy Note20|35024787
    Samsung|Galaxy Note20 Ultra|35033788
    Samsung|Galaxy S|35328504
    Samsung|Galaxy S II|35849004 35853704
    Samsung|Galaxy S III|35186905 35205905 35214805 99000115
    Samsung|Galaxy S III mini|35953205
    Samsung|Galaxy S4|35849106 35866105 35885105
    Samsung|Galaxy S4 mini|35848205 35848805
    Samsung|Galaxy S5|35179806 35966006
    Samsung|Galaxy S5 mini|35296006
    Samsung|Galaxy S6|35877006 35915006
    Samsung|Galaxy S6 edge|35247507 35876206
    Samsung|Galaxy S7|35815207
    Samsung|Galaxy S8|35903908
    Samsung|Galaxy S9|35330509
    Samsung|Galaxy S20|35011041
    Samsung|Galaxy S20 FE|35013596
    Samsung|Galaxy S21|35008659
    Samsung|Galaxy S21+|35023242
    Samsung|Galaxy S21 FE|35002868
    Samsung|Galaxy S21 Ultra|35020095
    Samsung|Galaxy S22+|35003792
    Samsung|Galaxy S22 Ultra|35004858
    Samsung|Galaxy S23 FE|35019738
    Samsung|Galaxy S23 Ultra|35010509
    Samsung|Galaxy S24|35007012
    Samsung|Galaxy S24 Ultra|35049687
    Samsung|Galaxy Tab 2 10.1|35210105
    Samsung|Galaxy Tab E|35951406
    Samsung|Galaxy Z Flip3|35009338
    Samsung|Galaxy Z Flip4|35007260
    Samsung|Galaxy Z Flip5|35015325
    Samsung|Galaxy Z Flip6|35015206
    Samsung|Galaxy Z Fold3|35023772
    Samsung|Galaxy Z Fold4|35018133
    Samsung|Galaxy Z Fold5|35002268
    Siemens|A50|35044670
    Siemens|M35i|44919451
    Siemens|S2|49012241
    Siemens|S10 active|44814551
    Sony|Xperia C3 Dual|35218707
    Sony|Xperia Z|35977505
    Sony|Xperia Z Ultra|35808005
    Sony|Xperia Z1|35965205
    Sony|Xperia Z2|35287606
    Sony|Xperia Z3 Compact|35765206 35986406
    Sony Ericsson|K770i|35238402
    Sony Ericsson|T200|35040300
    Sony Ericsson|T68i|35037261
    Sony Ericsson|Xperia S|35171005
    Sony Ericsson|Xperia U|35511405
    Sony Ericsson|Xperia active|35851004
    Xiaomi|Redmi 1S|99000550
    ZTE|Blade|35316004
    """
