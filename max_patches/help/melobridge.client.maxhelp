{
    "patcher": {
        "fileversion": 1,
        "appversion": {
            "major": 8,
            "minor": 6,
            "revision": 0,
            "architecture": "x64",
            "modernui": 1
        },
        "classnamespace": "box",
        "rect": [ 40.0, 80.0, 1400.0, 900.0 ],
        "openinpresentation": 0,
        "boxes": [
            {
                "box": {
                    "id": "obj-1",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 60.0, 1132.0, 22.0 ],
                    "text": "melobridge.client VOICE [PORT]: melodies from `melobridge serve`, ready before their time. VOICE is the melody's name; PORT is where replies come in, and is looked for if left out.",
                    "linecount": 3
                }
            },
            {
                "box": {
                    "id": "obj-2",
                    "maxclass": "toggle",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1220.0, 60.0, 24.0, 24.0 ]
                }
            },
            {
                "box": {
                    "id": "obj-3",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "bang", "" ],
                    "patching_rect": [ 1220.0, 98.0, 59.0, 22.0 ],
                    "text": "sel 1 0"
                }
            },
            {
                "box": {
                    "id": "obj-4",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "bang" ],
                    "patching_rect": [ 1220.0, 206.0, 283.0, 22.0 ],
                    "text": "metro @interval 20 ticks @quantize 20 ticks"
                }
            },
            {
                "box": {
                    "id": "obj-5",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 9,
                    "outlettype": [ "int", "int", "float", "float", "float", "", "int", "float", "" ],
                    "patching_rect": [ 1254.0, 278.0, 126.0, 22.0 ],
                    "text": "transport"
                }
            },
            {
                "box": {
                    "id": "obj-6",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "bang", "bang", "bang", "bang" ],
                    "patching_rect": [ 1220.0, 134.0, 72.0, 22.0 ],
                    "text": "t b b b b"
                }
            },
            {
                "box": {
                    "id": "obj-7",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1426.0, 170.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-8",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1304.0, 170.0, 66.0, 22.0 ],
                    "text": "start 0."
                }
            },
            {
                "box": {
                    "id": "obj-9",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1517.0, 206.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-10",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1262.0, 170.0, 28.0, 22.0 ],
                    "text": "1"
                }
            },
            {
                "box": {
                    "id": "obj-11",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1220.0, 170.0, 28.0, 22.0 ],
                    "text": "1"
                }
            },
            {
                "box": {
                    "id": "obj-12",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "bang", "bang", "bang", "bang" ],
                    "patching_rect": [ 1306.0, 134.0, 72.0, 22.0 ],
                    "text": "t b b b b"
                }
            },
            {
                "box": {
                    "id": "obj-13",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1565.0, 170.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-14",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1510.0, 170.0, 41.0, 22.0 ],
                    "text": "stop"
                }
            },
            {
                "box": {
                    "id": "obj-15",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1646.0, 206.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-16",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1468.0, 170.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-17",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1384.0, 170.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-18",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 1220.0, 242.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-19",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "float" ],
                    "patching_rect": [ 1220.0, 314.0, 28.0, 22.0 ],
                    "text": "f"
                }
            },
            {
                "box": {
                    "id": "obj-20",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1220.0, 422.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-21",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1220.0, 350.0, 53.0, 22.0 ],
                    "text": "/ 480."
                }
            },
            {
                "box": {
                    "id": "obj-22",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1220.0, 386.0, 78.0, 22.0 ],
                    "text": "prepend at"
                }
            },
            {
                "box": {
                    "id": "obj-23",
                    "maxclass": "button",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "bang" ],
                    "patching_rect": [ 32.0, 528.0, 24.0, 24.0 ]
                }
            },
            {
                "box": {
                    "id": "obj-24",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 566.0, 41.0, 22.0 ],
                    "text": "next"
                }
            },
            {
                "box": {
                    "id": "obj-25",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 602.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-26",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 389.0, 528.0, 109.0, 22.0 ],
                    "text": "set harmony 1.5"
                }
            },
            {
                "box": {
                    "id": "obj-27",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 389.0, 564.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-28",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 512.0, 528.0, 146.0, 22.0 ],
                    "text": "set key A scale minor"
                }
            },
            {
                "box": {
                    "id": "obj-29",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 518.0, 564.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-30",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 672.0, 528.0, 90.0, 22.0 ],
                    "text": "set chord Am"
                }
            },
            {
                "box": {
                    "id": "obj-31",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 672.0, 564.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-32",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 776.0, 528.0, 128.0, 22.0 ],
                    "text": "set low 48 high 72"
                }
            },
            {
                "box": {
                    "id": "obj-33",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 801.0, 564.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-34",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 918.0, 528.0, 134.0, 22.0 ],
                    "text": "set temperature 0.5"
                }
            },
            {
                "box": {
                    "id": "obj-35",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 930.0, 564.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-36",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1066.0, 528.0, 115.0, 22.0 ],
                    "text": "set agent fiddle"
                }
            },
            {
                "box": {
                    "id": "obj-37",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1066.0, 564.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-38",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1237.0, 528.0, 59.0, 22.0 ],
                    "text": "thumb 1"
                }
            },
            {
                "box": {
                    "id": "obj-39",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1237.0, 564.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-40",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1310.0, 528.0, 66.0, 22.0 ],
                    "text": "thumb -1"
                }
            },
            {
                "box": {
                    "id": "obj-41",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1366.0, 564.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-42",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1390.0, 528.0, 78.0, 22.0 ],
                    "text": "taste undo"
                }
            },
            {
                "box": {
                    "id": "obj-43",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1495.0, 564.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-44",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 708.0, 109.0, 22.0 ],
                    "text": "heard 67 0.8 1."
                }
            },
            {
                "box": {
                    "id": "obj-45",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 744.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-46",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 155.0, 708.0, 47.0, 22.0 ],
                    "text": "flush"
                }
            },
            {
                "box": {
                    "id": "obj-47",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 161.0, 744.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-48",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 346.0, 708.0, 78.0, 22.0 ],
                    "text": "fallback 0"
                }
            },
            {
                "box": {
                    "id": "obj-49",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 346.0, 744.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-50",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 438.0, 708.0, 78.0, 22.0 ],
                    "text": "fallback 1"
                }
            },
            {
                "box": {
                    "id": "obj-51",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 475.0, 744.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-52",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 530.0, 708.0, 78.0, 22.0 ],
                    "text": "fallback 8"
                }
            },
            {
                "box": {
                    "id": "obj-53",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 604.0, 744.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-54",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 775.0, 708.0, 103.0, 22.0 ],
                    "text": "host 127.0.0.1"
                }
            },
            {
                "box": {
                    "id": "obj-55",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 775.0, 744.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-56",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 892.0, 708.0, 84.0, 22.0 ],
                    "text": "server 6356"
                }
            },
            {
                "box": {
                    "id": "obj-57",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 904.0, 744.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-58",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 990.0, 708.0, 72.0, 22.0 ],
                    "text": "port 7450"
                }
            },
            {
                "box": {
                    "id": "obj-59",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1033.0, 744.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-60",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1076.0, 708.0, 115.0, 22.0 ],
                    "text": "send /melo/stats"
                }
            },
            {
                "box": {
                    "id": "obj-61",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1162.0, 744.0, 115.0, 22.0 ],
                    "text": "s ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-62",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1333.0, 708.0, 115.0, 22.0 ],
                    "text": "r ---help_client"
                }
            },
            {
                "box": {
                    "id": "obj-63",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 1333.0, 744.0, 152.0, 22.0 ],
                    "text": "melobridge.client lead"
                }
            },
            {
                "box": {
                    "id": "obj-64",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "", "" ],
                    "patching_rect": [ 1333.0, 780.0, 115.0, 22.0 ],
                    "text": "unpack 0 0. 0. 0"
                }
            },
            {
                "box": {
                    "id": "obj-65",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1462.0, 780.0, 103.0, 22.0 ],
                    "text": "s ---help_news"
                }
            },
            {
                "box": {
                    "id": "obj-66",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 2,
                    "outlettype": [ "float", "float" ],
                    "patching_rect": [ 1333.0, 852.0, 66.0, 22.0 ],
                    "text": "makenote"
                }
            },
            {
                "box": {
                    "id": "obj-67",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1434.0, 816.0, 53.0, 22.0 ],
                    "text": "* 480."
                }
            },
            {
                "box": {
                    "id": "obj-68",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1367.0, 816.0, 53.0, 22.0 ],
                    "text": "* 127."
                }
            },
            {
                "box": {
                    "id": "obj-69",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 0,
                    "patching_rect": [ 1333.0, 888.0, 59.0, 22.0 ],
                    "text": "noteout"
                }
            },
            {
                "box": {
                    "id": "obj-70",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 994.0, 103.0, 22.0 ],
                    "text": "r ---help_news"
                }
            },
            {
                "box": {
                    "id": "obj-71",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 1030.0, 84.0, 22.0 ],
                    "text": "prepend set"
                }
            },
            {
                "box": {
                    "id": "obj-72",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 1066.0, 41.0, 22.0 ],
                    "text": "news"
                }
            },
            {
                "box": {
                    "id": "obj-title-73",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 24.0, 121.0, 20.0 ],
                    "text": "melobridge.client"
                }
            },
            {
                "box": {
                    "id": "obj-frame-73",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 16.0, 1164.0, 82.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-74",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1220.0, 24.0, 469.0, 20.0 ],
                    "text": "Play in time: `start` begins on the next beat, `at` 24 times a beat plays"
                }
            },
            {
                "box": {
                    "id": "obj-frame-74",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1204.0, 16.0, 573.0, 444.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-75",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 492.0, 301.0, 20.0 ],
                    "text": "Or one note at a time, in a rhythm of your own"
                }
            },
            {
                "box": {
                    "id": "obj-frame-75",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 484.0, 333.0, 156.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-76",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 389.0, 492.0, 221.0, 20.0 ],
                    "text": "Knobs, from the very next note on"
                }
            },
            {
                "box": {
                    "id": "obj-frame-76",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 373.0, 484.0, 824.0, 118.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-77",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1237.0, 492.0, 307.0, 20.0 ],
                    "text": "Thumbs for what sounds now, and taking one back"
                }
            },
            {
                "box": {
                    "id": "obj-frame-77",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1221.0, 484.0, 405.0, 118.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-78",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 672.0, 258.0, 20.0 ],
                    "text": "What you played: pitch, velocity, beats"
                }
            },
            {
                "box": {
                    "id": "obj-frame-78",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 664.0, 290.0, 118.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-79",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 346.0, 672.0, 369.0, 20.0 ],
                    "text": "When no note comes: silence, the last one, the last eight"
                }
            },
            {
                "box": {
                    "id": "obj-frame-79",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 330.0, 664.0, 405.0, 118.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-80",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 775.0, 672.0, 295.0, 20.0 ],
                    "text": "Where the server is; a reply port of your own"
                }
            },
            {
                "box": {
                    "id": "obj-frame-80",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 759.0, 664.0, 534.0, 118.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-81",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1333.0, 672.0, 438.0, 20.0 ],
                    "text": "Notes: pitch, velocity 0-1, duration in beats, index (-1 = fallback)"
                }
            },
            {
                "box": {
                    "id": "obj-frame-81",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1317.0, 664.0, 470.0, 262.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-82",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 958.0, 419.0, 20.0 ],
                    "text": "News: online, latency, late, agent, because, learned, fault, miss"
                }
            },
            {
                "box": {
                    "id": "obj-frame-82",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 950.0, 451.0, 154.0 ],
                    "rounded": 8
                }
            }
        ],
        "lines": [
            {
                "patchline": {
                    "source": [ "obj-2", 0 ],
                    "destination": [ "obj-3", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-3", 0 ],
                    "destination": [ "obj-6", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-6", 3 ],
                    "destination": [ "obj-7", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-7", 0 ],
                    "destination": [ "obj-5", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-6", 2 ],
                    "destination": [ "obj-8", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-8", 0 ],
                    "destination": [ "obj-9", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-6", 1 ],
                    "destination": [ "obj-10", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-10", 0 ],
                    "destination": [ "obj-5", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-6", 0 ],
                    "destination": [ "obj-11", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-11", 0 ],
                    "destination": [ "obj-4", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-3", 1 ],
                    "destination": [ "obj-12", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-12", 3 ],
                    "destination": [ "obj-13", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-13", 0 ],
                    "destination": [ "obj-5", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-12", 2 ],
                    "destination": [ "obj-14", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-14", 0 ],
                    "destination": [ "obj-15", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-12", 1 ],
                    "destination": [ "obj-16", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-16", 0 ],
                    "destination": [ "obj-5", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-12", 0 ],
                    "destination": [ "obj-17", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-17", 0 ],
                    "destination": [ "obj-4", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-4", 0 ],
                    "destination": [ "obj-18", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-18", 1 ],
                    "destination": [ "obj-5", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-5", 7 ],
                    "destination": [ "obj-19", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-18", 0 ],
                    "destination": [ "obj-19", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-19", 0 ],
                    "destination": [ "obj-21", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-21", 0 ],
                    "destination": [ "obj-22", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-22", 0 ],
                    "destination": [ "obj-20", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-23", 0 ],
                    "destination": [ "obj-24", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-24", 0 ],
                    "destination": [ "obj-25", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-26", 0 ],
                    "destination": [ "obj-27", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-28", 0 ],
                    "destination": [ "obj-29", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-30", 0 ],
                    "destination": [ "obj-31", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-32", 0 ],
                    "destination": [ "obj-33", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-34", 0 ],
                    "destination": [ "obj-35", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-36", 0 ],
                    "destination": [ "obj-37", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-38", 0 ],
                    "destination": [ "obj-39", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-40", 0 ],
                    "destination": [ "obj-41", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-42", 0 ],
                    "destination": [ "obj-43", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-44", 0 ],
                    "destination": [ "obj-45", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-46", 0 ],
                    "destination": [ "obj-47", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-48", 0 ],
                    "destination": [ "obj-49", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-50", 0 ],
                    "destination": [ "obj-51", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-52", 0 ],
                    "destination": [ "obj-53", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-54", 0 ],
                    "destination": [ "obj-55", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-56", 0 ],
                    "destination": [ "obj-57", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-58", 0 ],
                    "destination": [ "obj-59", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-60", 0 ],
                    "destination": [ "obj-61", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-62", 0 ],
                    "destination": [ "obj-63", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-63", 0 ],
                    "destination": [ "obj-64", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-63", 1 ],
                    "destination": [ "obj-65", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-64", 2 ],
                    "destination": [ "obj-67", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-67", 0 ],
                    "destination": [ "obj-66", 2 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-64", 1 ],
                    "destination": [ "obj-68", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-68", 0 ],
                    "destination": [ "obj-66", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-64", 0 ],
                    "destination": [ "obj-66", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-66", 1 ],
                    "destination": [ "obj-69", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-66", 0 ],
                    "destination": [ "obj-69", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-70", 0 ],
                    "destination": [ "obj-71", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-71", 0 ],
                    "destination": [ "obj-72", 0 ]
                }
            }
        ]
    }
}