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
                    "maxclass": "inlet",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 60.0, 30.0, 30.0 ],
                    "comment": "messages",
                    "index": 1
                }
            },
            {
                "box": {
                    "id": "obj-2",
                    "maxclass": "newobj",
                    "numinlets": 18,
                    "numoutlets": 18,
                    "outlettype": [ "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "" ],
                    "patching_rect": [ 32.0, 104.0, 636.0, 22.0 ],
                    "text": "route at next start stop answer flush set keep heard thumb taste fallback port find host server send"
                }
            },
            {
                "box": {
                    "id": "obj-3",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 140.0, 59.0, 22.0 ],
                    "text": "s #0_at"
                }
            },
            {
                "box": {
                    "id": "obj-4",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 105.0, 140.0, 72.0, 22.0 ],
                    "text": "s #0_next"
                }
            },
            {
                "box": {
                    "id": "obj-5",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 191.0, 140.0, 78.0, 22.0 ],
                    "text": "s #0_start"
                }
            },
            {
                "box": {
                    "id": "obj-6",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 283.0, 140.0, 72.0, 22.0 ],
                    "text": "s #0_stop"
                }
            },
            {
                "box": {
                    "id": "obj-7",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 369.0, 140.0, 84.0, 22.0 ],
                    "text": "s #0_answer"
                }
            },
            {
                "box": {
                    "id": "obj-8",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 467.0, 140.0, 78.0, 22.0 ],
                    "text": "s #0_flush"
                }
            },
            {
                "box": {
                    "id": "obj-9",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 559.0, 140.0, 66.0, 22.0 ],
                    "text": "s #0_set"
                }
            },
            {
                "box": {
                    "id": "obj-10",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 639.0, 140.0, 72.0, 22.0 ],
                    "text": "s #0_keep"
                }
            },
            {
                "box": {
                    "id": "obj-11",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 725.0, 140.0, 78.0, 22.0 ],
                    "text": "s #0_heard"
                }
            },
            {
                "box": {
                    "id": "obj-12",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 817.0, 140.0, 78.0, 22.0 ],
                    "text": "s #0_thumb"
                }
            },
            {
                "box": {
                    "id": "obj-13",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 909.0, 140.0, 78.0, 22.0 ],
                    "text": "s #0_taste"
                }
            },
            {
                "box": {
                    "id": "obj-14",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1001.0, 140.0, 97.0, 22.0 ],
                    "text": "s #0_fallback"
                }
            },
            {
                "box": {
                    "id": "obj-15",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1112.0, 140.0, 72.0, 22.0 ],
                    "text": "s #0_port"
                }
            },
            {
                "box": {
                    "id": "obj-16",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1198.0, 140.0, 72.0, 22.0 ],
                    "text": "s #0_find"
                }
            },
            {
                "box": {
                    "id": "obj-17",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1284.0, 140.0, 72.0, 22.0 ],
                    "text": "s #0_host"
                }
            },
            {
                "box": {
                    "id": "obj-18",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1370.0, 140.0, 84.0, 22.0 ],
                    "text": "s #0_server"
                }
            },
            {
                "box": {
                    "id": "obj-19",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1468.0, 140.0, 72.0, 22.0 ],
                    "text": "s #0_send"
                }
            },
            {
                "box": {
                    "id": "obj-20",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 246.0, 66.0, 22.0 ],
                    "text": "r #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-21",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 354.0, 152.0, 22.0 ],
                    "text": "udpsend 127.0.0.1 6356"
                }
            },
            {
                "box": {
                    "id": "obj-22",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 112.0, 246.0, 72.0, 22.0 ],
                    "text": "r #0_host"
                }
            },
            {
                "box": {
                    "id": "obj-23",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 112.0, 318.0, 90.0, 22.0 ],
                    "text": "prepend host"
                }
            },
            {
                "box": {
                    "id": "obj-24",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 112.0, 282.0, 90.0, 22.0 ],
                    "text": "route symbol"
                }
            },
            {
                "box": {
                    "id": "obj-25",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 198.0, 246.0, 84.0, 22.0 ],
                    "text": "r #0_server"
                }
            },
            {
                "box": {
                    "id": "obj-26",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 216.0, 282.0, 90.0, 22.0 ],
                    "text": "prepend port"
                }
            },
            {
                "box": {
                    "id": "obj-27",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 296.0, 246.0, 78.0, 22.0 ],
                    "text": "r #0_heard"
                }
            },
            {
                "box": {
                    "id": "obj-28",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 320.0, 318.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-29",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 320.0, 282.0, 152.0, 22.0 ],
                    "text": "prepend /melo/heard #1"
                }
            },
            {
                "box": {
                    "id": "obj-30",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 388.0, 246.0, 78.0, 22.0 ],
                    "text": "r #0_taste"
                }
            },
            {
                "box": {
                    "id": "obj-31",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 486.0, 318.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-32",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 486.0, 282.0, 152.0, 22.0 ],
                    "text": "prepend /melo/taste #1"
                }
            },
            {
                "box": {
                    "id": "obj-33",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 480.0, 246.0, 72.0, 22.0 ],
                    "text": "r #0_send"
                }
            },
            {
                "box": {
                    "id": "obj-34",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 652.0, 282.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-35",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 774.0, 246.0, 109.0, 22.0 ],
                    "text": "r #0_receive_at"
                }
            },
            {
                "box": {
                    "id": "obj-36",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 774.0, 282.0, 59.0, 22.0 ],
                    "text": "port $1"
                }
            },
            {
                "box": {
                    "id": "obj-37",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 774.0, 318.0, 78.0, 22.0 ],
                    "text": "udpreceive"
                }
            },
            {
                "box": {
                    "id": "obj-38",
                    "maxclass": "newobj",
                    "numinlets": 7,
                    "numoutlets": 7,
                    "outlettype": [ "", "", "", "", "", "", "" ],
                    "patching_rect": [ 774.0, 354.0, 512.0, 22.0 ],
                    "text": "route /melo/note /melo/value /melo/because /melo/learned /melo/agent /melo/error"
                }
            },
            {
                "box": {
                    "id": "obj-39",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 774.0, 390.0, 66.0, 22.0 ],
                    "text": "route #1"
                }
            },
            {
                "box": {
                    "id": "obj-40",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 774.0, 426.0, 72.0, 22.0 ],
                    "text": "s #0_note"
                }
            },
            {
                "box": {
                    "id": "obj-41",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 854.0, 390.0, 66.0, 22.0 ],
                    "text": "route #1"
                }
            },
            {
                "box": {
                    "id": "obj-42",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 860.0, 462.0, 103.0, 22.0 ],
                    "text": "s #0_its_epoch"
                }
            },
            {
                "box": {
                    "id": "obj-43",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 860.0, 426.0, 84.0, 22.0 ],
                    "text": "route epoch"
                }
            },
            {
                "box": {
                    "id": "obj-44",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 934.0, 390.0, 66.0, 22.0 ],
                    "text": "route #1"
                }
            },
            {
                "box": {
                    "id": "obj-45",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 977.0, 462.0, 72.0, 22.0 ],
                    "text": "s #0_tell"
                }
            },
            {
                "box": {
                    "id": "obj-46",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 958.0, 426.0, 109.0, 22.0 ],
                    "text": "prepend because"
                }
            },
            {
                "box": {
                    "id": "obj-47",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 1014.0, 390.0, 66.0, 22.0 ],
                    "text": "route #1"
                }
            },
            {
                "box": {
                    "id": "obj-48",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1081.0, 462.0, 72.0, 22.0 ],
                    "text": "s #0_tell"
                }
            },
            {
                "box": {
                    "id": "obj-49",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1081.0, 426.0, 109.0, 22.0 ],
                    "text": "prepend learned"
                }
            },
            {
                "box": {
                    "id": "obj-50",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1094.0, 390.0, 97.0, 22.0 ],
                    "text": "prepend agent"
                }
            },
            {
                "box": {
                    "id": "obj-51",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1204.0, 426.0, 72.0, 22.0 ],
                    "text": "s #0_tell"
                }
            },
            {
                "box": {
                    "id": "obj-52",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 1205.0, 390.0, 47.0, 22.0 ],
                    "text": "t l l"
                }
            },
            {
                "box": {
                    "id": "obj-53",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1401.0, 498.0, 90.0, 22.0 ],
                    "text": "s #0_refusal"
                }
            },
            {
                "box": {
                    "id": "obj-54",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 1401.0, 426.0, 109.0, 22.0 ],
                    "text": "route /melo/set"
                }
            },
            {
                "box": {
                    "id": "obj-55",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "bang" ],
                    "patching_rect": [ 1401.0, 462.0, 35.0, 22.0 ],
                    "text": "t b"
                }
            },
            {
                "box": {
                    "id": "obj-56",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1290.0, 426.0, 97.0, 22.0 ],
                    "text": "prepend fault"
                }
            },
            {
                "box": {
                    "id": "obj-57",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1290.0, 462.0, 72.0, 22.0 ],
                    "text": "s #0_tell"
                }
            },
            {
                "box": {
                    "id": "obj-58",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 604.0, 72.0, 22.0 ],
                    "text": "r #0_port"
                }
            },
            {
                "box": {
                    "id": "obj-59",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "bang" ],
                    "patching_rect": [ 32.0, 640.0, 47.0, 22.0 ],
                    "text": "t i b"
                }
            },
            {
                "box": {
                    "id": "obj-60",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 118.0, 676.0, 28.0, 22.0 ],
                    "text": "1"
                }
            },
            {
                "box": {
                    "id": "obj-61",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 118.0, 712.0, 121.0, 22.0 ],
                    "text": "value #0_v_home 0"
                }
            },
            {
                "box": {
                    "id": "obj-62",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 676.0, 72.0, 22.0 ],
                    "text": "s #0_bind"
                }
            },
            {
                "box": {
                    "id": "obj-63",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 118.0, 604.0, 72.0, 22.0 ],
                    "text": "r #0_find"
                }
            },
            {
                "box": {
                    "id": "obj-64",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "bang" ],
                    "patching_rect": [ 118.0, 640.0, 47.0, 22.0 ],
                    "text": "t i b"
                }
            },
            {
                "box": {
                    "id": "obj-65",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 246.0, 676.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-66",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 253.0, 712.0, 121.0, 22.0 ],
                    "text": "value #0_v_home 0"
                }
            },
            {
                "box": {
                    "id": "obj-67",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 160.0, 676.0, 72.0, 22.0 ],
                    "text": "s #0_bind"
                }
            },
            {
                "box": {
                    "id": "obj-68",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 204.0, 604.0, 72.0, 22.0 ],
                    "text": "r #0_bind"
                }
            },
            {
                "box": {
                    "id": "obj-69",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "bang", "bang", "int", "int" ],
                    "patching_rect": [ 204.0, 640.0, 72.0, 22.0 ],
                    "text": "t b b i i"
                }
            },
            {
                "box": {
                    "id": "obj-70",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 439.0, 676.0, 121.0, 22.0 ],
                    "text": "value #0_v_port 0"
                }
            },
            {
                "box": {
                    "id": "obj-71",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 616.0, 712.0, 109.0, 22.0 ],
                    "text": "s #0_receive_at"
                }
            },
            {
                "box": {
                    "id": "obj-72",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "", "int", "int" ],
                    "patching_rect": [ 372.0, 676.0, 53.0, 22.0 ],
                    "text": "change"
                }
            },
            {
                "box": {
                    "id": "obj-73",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 330.0, 676.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-74",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 468.0, 712.0, 134.0, 22.0 ],
                    "text": "value #0_v_missed 0"
                }
            },
            {
                "box": {
                    "id": "obj-75",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 288.0, 676.0, 28.0, 22.0 ],
                    "text": "1"
                }
            },
            {
                "box": {
                    "id": "obj-76",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 388.0, 712.0, 66.0, 22.0 ],
                    "text": "s #0_run"
                }
            },
            {
                "box": {
                    "id": "obj-77",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 781.0, 604.0, 66.0, 22.0 ],
                    "text": "r #0_run"
                }
            },
            {
                "box": {
                    "id": "obj-78",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 781.0, 640.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-79",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "bang" ],
                    "patching_rect": [ 873.0, 676.0, 72.0, 22.0 ],
                    "text": "metro 100"
                }
            },
            {
                "box": {
                    "id": "obj-80",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 873.0, 712.0, 66.0, 22.0 ],
                    "text": "s #0_ask"
                }
            },
            {
                "box": {
                    "id": "obj-81",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "bang" ],
                    "patching_rect": [ 781.0, 676.0, 78.0, 22.0 ],
                    "text": "metro 1000"
                }
            },
            {
                "box": {
                    "id": "obj-82",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "bang", "bang", "bang", "bang" ],
                    "patching_rect": [ 781.0, 712.0, 72.0, 22.0 ],
                    "text": "t b b b b"
                }
            },
            {
                "box": {
                    "id": "obj-83",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "float", "" ],
                    "patching_rect": [ 842.0, 748.0, 47.0, 22.0 ],
                    "text": "timer"
                }
            },
            {
                "box": {
                    "id": "obj-84",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1038.0, 748.0, 109.0, 22.0 ],
                    "text": "s #0_unanswered"
                }
            },
            {
                "box": {
                    "id": "obj-85",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 903.0, 748.0, 121.0, 22.0 ],
                    "text": "value #0_v_port 0"
                }
            },
            {
                "box": {
                    "id": "obj-86",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1107.0, 784.0, 128.0, 22.0 ],
                    "text": "/melo/hello $1 max"
                }
            },
            {
                "box": {
                    "id": "obj-87",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1163.0, 820.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-88",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 781.0, 748.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-89",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 842.0, 784.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-90",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 935.0, 820.0, 128.0, 22.0 ],
                    "text": "value #0_v_asked 0"
                }
            },
            {
                "box": {
                    "id": "obj-91",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 781.0, 784.0, 47.0, 22.0 ],
                    "text": "epoch"
                }
            },
            {
                "box": {
                    "id": "obj-92",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 781.0, 856.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-93",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 781.0, 820.0, 140.0, 22.0 ],
                    "text": "prepend /melo/get #1"
                }
            },
            {
                "box": {
                    "id": "obj-94",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 861.0, 604.0, 97.0, 22.0 ],
                    "text": "r #0_answered"
                }
            },
            {
                "box": {
                    "id": "obj-95",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1077.0, 820.0, 72.0, 22.0 ],
                    "text": "s #0_tell"
                }
            },
            {
                "box": {
                    "id": "obj-96",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 984.0, 784.0, 109.0, 22.0 ],
                    "text": "prepend latency"
                }
            },
            {
                "box": {
                    "id": "obj-97",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1291.0, 604.0, 109.0, 22.0 ],
                    "text": "r #0_unanswered"
                }
            },
            {
                "box": {
                    "id": "obj-98",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1291.0, 640.0, 134.0, 22.0 ],
                    "text": "value #0_v_missed 0"
                }
            },
            {
                "box": {
                    "id": "obj-99",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1291.0, 676.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-100",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 1291.0, 712.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-101",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1352.0, 748.0, 134.0, 22.0 ],
                    "text": "value #0_v_missed 0"
                }
            },
            {
                "box": {
                    "id": "obj-102",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 1291.0, 748.0, 47.0, 22.0 ],
                    "text": "sel 3"
                }
            },
            {
                "box": {
                    "id": "obj-103",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 1291.0, 784.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-104",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1426.0, 820.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-105",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1426.0, 856.0, 78.0, 22.0 ],
                    "text": "s #0_alive"
                }
            },
            {
                "box": {
                    "id": "obj-106",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1291.0, 820.0, 121.0, 22.0 ],
                    "text": "value #0_v_home 0"
                }
            },
            {
                "box": {
                    "id": "obj-107",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1291.0, 892.0, 121.0, 22.0 ],
                    "text": "value #0_v_port 0"
                }
            },
            {
                "box": {
                    "id": "obj-108",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1291.0, 964.0, 72.0, 22.0 ],
                    "text": "s #0_find"
                }
            },
            {
                "box": {
                    "id": "obj-109",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 1291.0, 856.0, 47.0, 22.0 ],
                    "text": "sel 0"
                }
            },
            {
                "box": {
                    "id": "obj-110",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1291.0, 928.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-111",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1414.0, 604.0, 78.0, 22.0 ],
                    "text": "r #0_alive"
                }
            },
            {
                "box": {
                    "id": "obj-112",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "", "int", "int" ],
                    "patching_rect": [ 1439.0, 640.0, 53.0, 22.0 ],
                    "text": "change"
                }
            },
            {
                "box": {
                    "id": "obj-113",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 1439.0, 676.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-114",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1556.0, 712.0, 134.0, 22.0 ],
                    "text": "value #0_v_online 0"
                }
            },
            {
                "box": {
                    "id": "obj-115",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1500.0, 748.0, 72.0, 22.0 ],
                    "text": "s #0_tell"
                }
            },
            {
                "box": {
                    "id": "obj-116",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1439.0, 712.0, 103.0, 22.0 ],
                    "text": "prepend online"
                }
            },
            {
                "box": {
                    "id": "obj-117",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 1070.0, 103.0, 22.0 ],
                    "text": "r #0_its_epoch"
                }
            },
            {
                "box": {
                    "id": "obj-118",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 7,
                    "outlettype": [ "int", "int", "bang", "bang", "bang", "bang", "bang" ],
                    "patching_rect": [ 32.0, 1106.0, 109.0, 22.0 ],
                    "text": "t i i b b b b b"
                }
            },
            {
                "box": {
                    "id": "obj-119",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 368.0, 1142.0, 97.0, 22.0 ],
                    "text": "s #0_answered"
                }
            },
            {
                "box": {
                    "id": "obj-120",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 326.0, 1142.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-121",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 469.0, 1178.0, 134.0, 22.0 ],
                    "text": "value #0_v_missed 0"
                }
            },
            {
                "box": {
                    "id": "obj-122",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 284.0, 1142.0, 28.0, 22.0 ],
                    "text": "1"
                }
            },
            {
                "box": {
                    "id": "obj-123",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 334.0, 1178.0, 121.0, 22.0 ],
                    "text": "value #0_v_home 0"
                }
            },
            {
                "box": {
                    "id": "obj-124",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 242.0, 1142.0, 28.0, 22.0 ],
                    "text": "1"
                }
            },
            {
                "box": {
                    "id": "obj-125",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 242.0, 1178.0, 78.0, 22.0 ],
                    "text": "s #0_alive"
                }
            },
            {
                "box": {
                    "id": "obj-126",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 1250.0, 171.0, 22.0 ],
                    "text": "expr ($i1<$i2)||($i1>$i3)"
                }
            },
            {
                "box": {
                    "id": "obj-127",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 66.0, 1214.0, 233.0, 22.0 ],
                    "text": "expr ($i1>$i2)*$i1+($i1<=$i2)*$i2+1"
                }
            },
            {
                "box": {
                    "id": "obj-128",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 100.0, 1142.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-129",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "int", "int", "bang" ],
                    "patching_rect": [ 100.0, 1178.0, 59.0, 22.0 ],
                    "text": "t i i b"
                }
            },
            {
                "box": {
                    "id": "obj-130",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 313.0, 1214.0, 128.0, 22.0 ],
                    "text": "value #0_v_asked 0"
                }
            },
            {
                "box": {
                    "id": "obj-131",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 32.0, 1322.0, 28.0, 22.0 ],
                    "text": "i"
                }
            },
            {
                "box": {
                    "id": "obj-132",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 32.0, 1286.0, 47.0, 22.0 ],
                    "text": "sel 1"
                }
            },
            {
                "box": {
                    "id": "obj-133",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "bang", "int" ],
                    "patching_rect": [ 32.0, 1358.0, 59.0, 22.0 ],
                    "text": "t b b i"
                }
            },
            {
                "box": {
                    "id": "obj-134",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 228.0, 1394.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-135",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 130.0, 1394.0, 84.0, 22.0 ],
                    "text": "s #0_resend"
                }
            },
            {
                "box": {
                    "id": "obj-136",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 1394.0, 84.0, 22.0 ],
                    "text": "s #0_resync"
                }
            },
            {
                "box": {
                    "id": "obj-137",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 659.0, 1070.0, 66.0, 22.0 ],
                    "text": "r #0_set"
                }
            },
            {
                "box": {
                    "id": "obj-138",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "bang", "" ],
                    "patching_rect": [ 659.0, 1106.0, 59.0, 22.0 ],
                    "text": "t b b l"
                }
            },
            {
                "box": {
                    "id": "obj-139",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 905.0, 1142.0, 72.0, 22.0 ],
                    "text": "s #0_keep"
                }
            },
            {
                "box": {
                    "id": "obj-140",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 751.0, 1142.0, 140.0, 22.0 ],
                    "text": "value #0_v_refused 0"
                }
            },
            {
                "box": {
                    "id": "obj-141",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 751.0, 1214.0, 84.0, 22.0 ],
                    "text": "s #0_settle"
                }
            },
            {
                "box": {
                    "id": "obj-142",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 751.0, 1178.0, 47.0, 22.0 ],
                    "text": "sel 1"
                }
            },
            {
                "box": {
                    "id": "obj-143",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 659.0, 1142.0, 78.0, 22.0 ],
                    "text": "s #0_flush"
                }
            },
            {
                "box": {
                    "id": "obj-144",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 739.0, 1070.0, 72.0, 22.0 ],
                    "text": "r #0_keep"
                }
            },
            {
                "box": {
                    "id": "obj-145",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "", "", "" ],
                    "patching_rect": [ 739.0, 1106.0, 59.0, 22.0 ],
                    "text": "t l l l"
                }
            },
            {
                "box": {
                    "id": "obj-146",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 812.0, 1178.0, 59.0, 22.0 ],
                    "text": "zl.join"
                }
            },
            {
                "box": {
                    "id": "obj-147",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 825.0, 1070.0, 97.0, 22.0 ],
                    "text": "r #0_settings"
                }
            },
            {
                "box": {
                    "id": "obj-148",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 991.0, 1142.0, 140.0, 22.0 ],
                    "text": "prepend /melo/set #1"
                }
            },
            {
                "box": {
                    "id": "obj-149",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 991.0, 1178.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-150",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 1145.0, 1142.0, 78.0, 22.0 ],
                    "text": "zl.slice 1"
                }
            },
            {
                "box": {
                    "id": "obj-151",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "", "" ],
                    "patching_rect": [ 849.0, 1250.0, 140.0, 22.0 ],
                    "text": "coll #0_c_settings 1",
                    "saved_object_attributes": {
                        "embed": 0,
                        "precision": 6
                    }
                }
            },
            {
                "box": {
                    "id": "obj-152",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 849.0, 1214.0, 97.0, 22.0 ],
                    "text": "prepend store"
                }
            },
            {
                "box": {
                    "id": "obj-153",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1279.0, 1070.0, 84.0, 22.0 ],
                    "text": "r #0_resend"
                }
            },
            {
                "box": {
                    "id": "obj-154",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 1279.0, 1106.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-155",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1383.0, 1142.0, 72.0, 22.0 ],
                    "text": "s #0_dump"
                }
            },
            {
                "box": {
                    "id": "obj-156",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1279.0, 1142.0, 90.0, 22.0 ],
                    "text": "/melo/agents"
                }
            },
            {
                "box": {
                    "id": "obj-157",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1279.0, 1178.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-158",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1377.0, 1070.0, 72.0, 22.0 ],
                    "text": "r #0_dump"
                }
            },
            {
                "box": {
                    "id": "obj-159",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "bang", "bang" ],
                    "patching_rect": [ 1377.0, 1106.0, 59.0, 22.0 ],
                    "text": "t b b b"
                }
            },
            {
                "box": {
                    "id": "obj-160",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "", "" ],
                    "patching_rect": [ 1469.0, 1178.0, 140.0, 22.0 ],
                    "text": "coll #0_c_settings 1",
                    "saved_object_attributes": {
                        "embed": 0,
                        "precision": 6
                    }
                }
            },
            {
                "box": {
                    "id": "obj-161",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1579.0, 1142.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-162",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1623.0, 1178.0, 140.0, 22.0 ],
                    "text": "value #0_v_refused 0"
                }
            },
            {
                "box": {
                    "id": "obj-163",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1524.0, 1142.0, 41.0, 22.0 ],
                    "text": "dump"
                }
            },
            {
                "box": {
                    "id": "obj-164",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1469.0, 1142.0, 41.0, 22.0 ],
                    "text": "dump"
                }
            },
            {
                "box": {
                    "id": "obj-165",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1469.0, 1214.0, 97.0, 22.0 ],
                    "text": "s #0_settings"
                }
            },
            {
                "box": {
                    "id": "obj-166",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 1500.0, 90.0, 22.0 ],
                    "text": "r #0_refusal"
                }
            },
            {
                "box": {
                    "id": "obj-167",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 1536.0, 28.0, 22.0 ],
                    "text": "1"
                }
            },
            {
                "box": {
                    "id": "obj-168",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 1572.0, 140.0, 22.0 ],
                    "text": "value #0_v_refused 0"
                }
            },
            {
                "box": {
                    "id": "obj-169",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 136.0, 1500.0, 84.0, 22.0 ],
                    "text": "r #0_settle"
                }
            },
            {
                "box": {
                    "id": "obj-170",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 186.0, 1572.0, 72.0, 22.0 ],
                    "text": "s #0_dump"
                }
            },
            {
                "box": {
                    "id": "obj-171",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 136.0, 1536.0, 90.0, 22.0 ],
                    "text": "speedlim 500"
                }
            },
            {
                "box": {
                    "id": "obj-172",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 476.0, 1500.0, 66.0, 22.0 ],
                    "text": "r #0_ask"
                }
            },
            {
                "box": {
                    "id": "obj-173",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 476.0, 1536.0, 134.0, 22.0 ],
                    "text": "value #0_v_online 0"
                }
            },
            {
                "box": {
                    "id": "obj-174",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 476.0, 1572.0, 47.0, 22.0 ],
                    "text": "sel 1"
                }
            },
            {
                "box": {
                    "id": "obj-175",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "bang", "bang", "bang", "bang" ],
                    "patching_rect": [ 476.0, 1608.0, 72.0, 22.0 ],
                    "text": "t b b b b"
                }
            },
            {
                "box": {
                    "id": "obj-176",
                    "maxclass": "newobj",
                    "numinlets": 4,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 476.0, 1788.0, 97.0, 22.0 ],
                    "text": "pack 0 0 0 0."
                }
            },
            {
                "box": {
                    "id": "obj-177",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 476.0, 1716.0, 103.0, 22.0 ],
                    "text": "expr $i1+8-$i2"
                }
            },
            {
                "box": {
                    "id": "obj-178",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 753.0, 1680.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-179",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 888.0, 1644.0, 121.0, 22.0 ],
                    "text": "value #0_v_edge 0"
                }
            },
            {
                "box": {
                    "id": "obj-180",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 753.0, 1644.0, 121.0, 22.0 ],
                    "text": "value #0_v_have 0"
                }
            },
            {
                "box": {
                    "id": "obj-181",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 611.0, 1644.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-182",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 476.0, 1644.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-183",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 476.0, 1752.0, 72.0, 22.0 ],
                    "text": "split 1 8"
                }
            },
            {
                "box": {
                    "id": "obj-184",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 476.0, 1824.0, 121.0, 22.0 ],
                    "text": "$2 $3 $1 onset $4"
                }
            },
            {
                "box": {
                    "id": "obj-185",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 476.0, 1896.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-186",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 476.0, 1860.0, 146.0, 22.0 ],
                    "text": "prepend /melo/next #1"
                }
            },
            {
                "box": {
                    "id": "obj-187",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1065.0, 1500.0, 72.0, 22.0 ],
                    "text": "r #0_note"
                }
            },
            {
                "box": {
                    "id": "obj-188",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "bang", "bang" ],
                    "patching_rect": [ 1065.0, 1536.0, 72.0, 22.0 ],
                    "text": "t l l b b"
                }
            },
            {
                "box": {
                    "id": "obj-189",
                    "maxclass": "newobj",
                    "numinlets": 4,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1099.0, 1608.0, 183.0, 22.0 ],
                    "text": "expr ($i1==$i3)&&($i2==$i4)"
                }
            },
            {
                "box": {
                    "id": "obj-190",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1065.0, 1644.0, 41.0, 22.0 ],
                    "text": "gate"
                }
            },
            {
                "box": {
                    "id": "obj-191",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1333.0, 1572.0, 121.0, 22.0 ],
                    "text": "value #0_v_have 0"
                }
            },
            {
                "box": {
                    "id": "obj-192",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1191.0, 1572.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-193",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 1099.0, 1572.0, 78.0, 22.0 ],
                    "text": "unpack 0 0"
                }
            },
            {
                "box": {
                    "id": "obj-194",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 7,
                    "outlettype": [ "", "", "", "", "", "", "" ],
                    "patching_rect": [ 1065.0, 1680.0, 159.0, 22.0 ],
                    "text": "unpack 0 0 0 0. 0. 0. 0"
                }
            },
            {
                "box": {
                    "id": "obj-195",
                    "maxclass": "newobj",
                    "numinlets": 6,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1160.0, 1824.0, 134.0, 22.0 ],
                    "text": "pack 0 0 0. 0. 0. 0"
                }
            },
            {
                "box": {
                    "id": "obj-196",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1209.0, 1752.0, 41.0, 22.0 ],
                    "text": "+ 0."
                }
            },
            {
                "box": {
                    "id": "obj-197",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "float", "float" ],
                    "patching_rect": [ 1262.0, 1716.0, 47.0, 22.0 ],
                    "text": "t f f"
                }
            },
            {
                "box": {
                    "id": "obj-198",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "float", "float" ],
                    "patching_rect": [ 1201.0, 1716.0, 47.0, 22.0 ],
                    "text": "t f f"
                }
            },
            {
                "box": {
                    "id": "obj-199",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1437.0, 1788.0, 121.0, 22.0 ],
                    "text": "value #0_v_edge 0"
                }
            },
            {
                "box": {
                    "id": "obj-200",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 1099.0, 1716.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-201",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1160.0, 1752.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-202",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1302.0, 1788.0, 121.0, 22.0 ],
                    "text": "value #0_v_have 0"
                }
            },
            {
                "box": {
                    "id": "obj-203",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "int" ],
                    "patching_rect": [ 1099.0, 1752.0, 47.0, 22.0 ],
                    "text": "t b i"
                }
            },
            {
                "box": {
                    "id": "obj-204",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "", "" ],
                    "patching_rect": [ 1191.0, 1860.0, 121.0, 22.0 ],
                    "text": "coll #0_c_notes 1",
                    "saved_object_attributes": {
                        "embed": 0,
                        "precision": 6
                    }
                }
            },
            {
                "box": {
                    "id": "obj-205",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1247.0, 1788.0, 41.0, 22.0 ],
                    "text": "% 64"
                }
            },
            {
                "box": {
                    "id": "obj-206",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1099.0, 1788.0, 134.0, 22.0 ],
                    "text": "value #0_v_hungry 0"
                }
            },
            {
                "box": {
                    "id": "obj-207",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1099.0, 1860.0, 78.0, 22.0 ],
                    "text": "s #0_check"
                }
            },
            {
                "box": {
                    "id": "obj-208",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 1099.0, 1824.0, 47.0, 22.0 ],
                    "text": "sel 1"
                }
            },
            {
                "box": {
                    "id": "obj-209",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 2002.0, 59.0, 22.0 ],
                    "text": "r #0_at"
                }
            },
            {
                "box": {
                    "id": "obj-210",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "float" ],
                    "patching_rect": [ 32.0, 2038.0, 47.0, 22.0 ],
                    "text": "t b f"
                }
            },
            {
                "box": {
                    "id": "obj-211",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 93.0, 2074.0, 115.0, 22.0 ],
                    "text": "value #0_v_now 0"
                }
            },
            {
                "box": {
                    "id": "obj-212",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 2146.0, 90.0, 22.0 ],
                    "text": "expr $i1<$i2"
                }
            },
            {
                "box": {
                    "id": "obj-213",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 32.0, 2074.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-214",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 2110.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-215",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 167.0, 2110.0, 121.0, 22.0 ],
                    "text": "value #0_v_have 0"
                }
            },
            {
                "box": {
                    "id": "obj-216",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 32.0, 2182.0, 47.0, 22.0 ],
                    "text": "sel 1"
                }
            },
            {
                "box": {
                    "id": "obj-217",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 2218.0, 78.0, 22.0 ],
                    "text": "s #0_check"
                }
            },
            {
                "box": {
                    "id": "obj-218",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 124.0, 2218.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-219",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 228.0, 2254.0, 28.0, 22.0 ],
                    "text": "1"
                }
            },
            {
                "box": {
                    "id": "obj-220",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 228.0, 2290.0, 134.0, 22.0 ],
                    "text": "value #0_v_hungry 0"
                }
            },
            {
                "box": {
                    "id": "obj-221",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 124.0, 2254.0, 90.0, 22.0 ],
                    "text": "s #0_missing"
                }
            },
            {
                "box": {
                    "id": "obj-222",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 418.0, 2002.0, 72.0, 22.0 ],
                    "text": "r #0_stop"
                }
            },
            {
                "box": {
                    "id": "obj-223",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 418.0, 2038.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-224",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 418.0, 2074.0, 134.0, 22.0 ],
                    "text": "value #0_v_hungry 0"
                }
            },
            {
                "box": {
                    "id": "obj-225",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 800.0, 2002.0, 78.0, 22.0 ],
                    "text": "r #0_check"
                }
            },
            {
                "box": {
                    "id": "obj-226",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 800.0, 2038.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-227",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 935.0, 2074.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-228",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 935.0, 2110.0, 134.0, 22.0 ],
                    "text": "value #0_v_hungry 0"
                }
            },
            {
                "box": {
                    "id": "obj-229",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 800.0, 2074.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-230",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "", "" ],
                    "patching_rect": [ 800.0, 2146.0, 121.0, 22.0 ],
                    "text": "coll #0_c_notes 1",
                    "saved_object_attributes": {
                        "embed": 0,
                        "precision": 6
                    }
                }
            },
            {
                "box": {
                    "id": "obj-231",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 800.0, 2110.0, 41.0, 22.0 ],
                    "text": "% 64"
                }
            },
            {
                "box": {
                    "id": "obj-232",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 800.0, 2182.0, 47.0, 22.0 ],
                    "text": "t l l"
                }
            },
            {
                "box": {
                    "id": "obj-233",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "", "" ],
                    "patching_rect": [ 834.0, 2218.0, 121.0, 22.0 ],
                    "text": "unpack 0 0. 0. 0."
                }
            },
            {
                "box": {
                    "id": "obj-234",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "float", "bang" ],
                    "patching_rect": [ 936.0, 2254.0, 47.0, 22.0 ],
                    "text": "t f b"
                }
            },
            {
                "box": {
                    "id": "obj-235",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 936.0, 2362.0, 41.0, 22.0 ],
                    "text": "- 0."
                }
            },
            {
                "box": {
                    "id": "obj-236",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 936.0, 2398.0, 326.0, 22.0 ],
                    "text": "expr ($f1>=-0.01)+($f1>0.25)+($f1>1.)+3*($f1<-16.)"
                }
            },
            {
                "box": {
                    "id": "obj-237",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 3,
                    "outlettype": [ "", "", "" ],
                    "patching_rect": [ 800.0, 2434.0, 53.0, 22.0 ],
                    "text": "gate 3"
                }
            },
            {
                "box": {
                    "id": "obj-238",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "float" ],
                    "patching_rect": [ 936.0, 2326.0, 28.0, 22.0 ],
                    "text": "f"
                }
            },
            {
                "box": {
                    "id": "obj-239",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 997.0, 2290.0, 115.0, 22.0 ],
                    "text": "value #0_v_now 0"
                }
            },
            {
                "box": {
                    "id": "obj-240",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "float" ],
                    "patching_rect": [ 936.0, 2290.0, 47.0, 22.0 ],
                    "text": "t b f"
                }
            },
            {
                "box": {
                    "id": "obj-241",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 800.0, 2470.0, 47.0, 22.0 ],
                    "text": "t l l"
                }
            },
            {
                "box": {
                    "id": "obj-242",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 892.0, 2506.0, 90.0, 22.0 ],
                    "text": "s #0_advance"
                }
            },
            {
                "box": {
                    "id": "obj-243",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 800.0, 2506.0, 78.0, 22.0 ],
                    "text": "s #0_sound"
                }
            },
            {
                "box": {
                    "id": "obj-244",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "", "bang" ],
                    "patching_rect": [ 861.0, 2470.0, 59.0, 22.0 ],
                    "text": "t b l b"
                }
            },
            {
                "box": {
                    "id": "obj-245",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1180.0, 2506.0, 109.0, 22.0 ],
                    "text": "s #0_count_late"
                }
            },
            {
                "box": {
                    "id": "obj-246",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1076.0, 2506.0, 90.0, 22.0 ],
                    "text": "s #0_advance"
                }
            },
            {
                "box": {
                    "id": "obj-247",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 996.0, 2506.0, 66.0, 22.0 ],
                    "text": "s #0_ask"
                }
            },
            {
                "box": {
                    "id": "obj-248",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "bang" ],
                    "patching_rect": [ 934.0, 2470.0, 35.0, 22.0 ],
                    "text": "t b"
                }
            },
            {
                "box": {
                    "id": "obj-249",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1303.0, 2506.0, 84.0, 22.0 ],
                    "text": "s #0_resync"
                }
            },
            {
                "box": {
                    "id": "obj-250",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 2720.0, 183.0, 22.0 ],
                    "text": "expr $f1+0.01>=$f2+0.25*$f3"
                }
            },
            {
                "box": {
                    "id": "obj-251",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 2612.0, 90.0, 22.0 ],
                    "text": "r #0_missing"
                }
            },
            {
                "box": {
                    "id": "obj-252",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "bang", "bang" ],
                    "patching_rect": [ 32.0, 2648.0, 59.0, 22.0 ],
                    "text": "t b b b"
                }
            },
            {
                "box": {
                    "id": "obj-253",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 2684.0, 115.0, 22.0 ],
                    "text": "value #0_v_now 0"
                }
            },
            {
                "box": {
                    "id": "obj-254",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 161.0, 2684.0, 115.0, 22.0 ],
                    "text": "value #0_v_due 0"
                }
            },
            {
                "box": {
                    "id": "obj-255",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 290.0, 2684.0, 134.0, 22.0 ],
                    "text": "value #0_v_online 0"
                }
            },
            {
                "box": {
                    "id": "obj-256",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 32.0, 2756.0, 47.0, 22.0 ],
                    "text": "sel 1"
                }
            },
            {
                "box": {
                    "id": "obj-257",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "bang", "bang" ],
                    "patching_rect": [ 32.0, 2792.0, 59.0, 22.0 ],
                    "text": "t b b b"
                }
            },
            {
                "box": {
                    "id": "obj-258",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 296.0, 2828.0, 109.0, 22.0 ],
                    "text": "s #0_count_late"
                }
            },
            {
                "box": {
                    "id": "obj-259",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 167.0, 2828.0, 115.0, 22.0 ],
                    "text": "value #0_v_due 0"
                }
            },
            {
                "box": {
                    "id": "obj-260",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "float", "float" ],
                    "patching_rect": [ 167.0, 2864.0, 47.0, 22.0 ],
                    "text": "t f f"
                }
            },
            {
                "box": {
                    "id": "obj-261",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 265.0, 3152.0, 41.0, 22.0 ],
                    "text": "+ 0."
                }
            },
            {
                "box": {
                    "id": "obj-262",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 167.0, 2900.0, 41.0, 22.0 ],
                    "text": "+ 1."
                }
            },
            {
                "box": {
                    "id": "obj-263",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 167.0, 2936.0, 115.0, 22.0 ],
                    "text": "value #0_v_due 0"
                }
            },
            {
                "box": {
                    "id": "obj-264",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 2828.0, 121.0, 22.0 ],
                    "text": "value #0_v_back 0"
                }
            },
            {
                "box": {
                    "id": "obj-265",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 32.0, 2864.0, 78.0, 22.0 ],
                    "text": "split 1 32"
                }
            },
            {
                "box": {
                    "id": "obj-266",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 3008.0, 190.0, 22.0 ],
                    "text": "expr ($i1-$i2+$i3%$i2+64)%64"
                }
            },
            {
                "box": {
                    "id": "obj-267",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "int" ],
                    "patching_rect": [ 32.0, 2900.0, 47.0, 22.0 ],
                    "text": "t b i"
                }
            },
            {
                "box": {
                    "id": "obj-268",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 32.0, 2936.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-269",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 2972.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-270",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 167.0, 2972.0, 121.0, 22.0 ],
                    "text": "value #0_v_look 0"
                }
            },
            {
                "box": {
                    "id": "obj-271",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "", "" ],
                    "patching_rect": [ 32.0, 3044.0, 121.0, 22.0 ],
                    "text": "coll #0_c_notes 1",
                    "saved_object_attributes": {
                        "embed": 0,
                        "precision": 6
                    }
                }
            },
            {
                "box": {
                    "id": "obj-272",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "", "", "" ],
                    "patching_rect": [ 32.0, 3080.0, 103.0, 22.0 ],
                    "text": "unpack 0 0. 0."
                }
            },
            {
                "box": {
                    "id": "obj-273",
                    "maxclass": "newobj",
                    "numinlets": 4,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 3188.0, 109.0, 22.0 ],
                    "text": "pack 0 0. 0. -1"
                }
            },
            {
                "box": {
                    "id": "obj-274",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "float", "float" ],
                    "patching_rect": [ 100.0, 3116.0, 47.0, 22.0 ],
                    "text": "t f f"
                }
            },
            {
                "box": {
                    "id": "obj-275",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 265.0, 3188.0, 115.0, 22.0 ],
                    "text": "value #0_v_due 0"
                }
            },
            {
                "box": {
                    "id": "obj-276",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "bang" ],
                    "patching_rect": [ 32.0, 3116.0, 47.0, 22.0 ],
                    "text": "t i b"
                }
            },
            {
                "box": {
                    "id": "obj-277",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 130.0, 3152.0, 121.0, 22.0 ],
                    "text": "value #0_v_look 0"
                }
            },
            {
                "box": {
                    "id": "obj-278",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 155.0, 3188.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-279",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 155.0, 3224.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-280",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 189.0, 3260.0, 121.0, 22.0 ],
                    "text": "value #0_v_look 0"
                }
            },
            {
                "box": {
                    "id": "obj-281",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 3224.0, 72.0, 22.0 ],
                    "text": "s #0_emit"
                }
            },
            {
                "box": {
                    "id": "obj-282",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 32.0, 3152.0, 84.0, 22.0 ],
                    "text": "split 0 127"
                }
            },
            {
                "box": {
                    "id": "obj-283",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 550.0, 2720.0, 90.0, 22.0 ],
                    "text": "expr $i1<$i2"
                }
            },
            {
                "box": {
                    "id": "obj-284",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 550.0, 2612.0, 72.0, 22.0 ],
                    "text": "r #0_next"
                }
            },
            {
                "box": {
                    "id": "obj-285",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 550.0, 2648.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-286",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 550.0, 2684.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-287",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 685.0, 2684.0, 121.0, 22.0 ],
                    "text": "value #0_v_have 0"
                }
            },
            {
                "box": {
                    "id": "obj-288",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 550.0, 2756.0, 47.0, 22.0 ],
                    "text": "sel 1"
                }
            },
            {
                "box": {
                    "id": "obj-289",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 685.0, 2792.0, 41.0, 22.0 ],
                    "text": "miss"
                }
            },
            {
                "box": {
                    "id": "obj-290",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 685.0, 2828.0, 72.0, 22.0 ],
                    "text": "s #0_tell"
                }
            },
            {
                "box": {
                    "id": "obj-291",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 550.0, 2792.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-292",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "", "" ],
                    "patching_rect": [ 550.0, 2864.0, 121.0, 22.0 ],
                    "text": "coll #0_c_notes 1",
                    "saved_object_attributes": {
                        "embed": 0,
                        "precision": 6
                    }
                }
            },
            {
                "box": {
                    "id": "obj-293",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 550.0, 2828.0, 41.0, 22.0 ],
                    "text": "% 64"
                }
            },
            {
                "box": {
                    "id": "obj-294",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 550.0, 2900.0, 47.0, 22.0 ],
                    "text": "t l l"
                }
            },
            {
                "box": {
                    "id": "obj-295",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 550.0, 3044.0, 53.0, 22.0 ],
                    "text": "gate 2"
                }
            },
            {
                "box": {
                    "id": "obj-296",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 584.0, 2936.0, 66.0, 22.0 ],
                    "text": "unpack 0"
                }
            },
            {
                "box": {
                    "id": "obj-297",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 584.0, 2972.0, 41.0, 22.0 ],
                    "text": ">= 0"
                }
            },
            {
                "box": {
                    "id": "obj-298",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 584.0, 3008.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-299",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 550.0, 3080.0, 47.0, 22.0 ],
                    "text": "t b l"
                }
            },
            {
                "box": {
                    "id": "obj-300",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 636.0, 3116.0, 90.0, 22.0 ],
                    "text": "s #0_advance"
                }
            },
            {
                "box": {
                    "id": "obj-301",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 550.0, 3116.0, 72.0, 22.0 ],
                    "text": "s #0_next"
                }
            },
            {
                "box": {
                    "id": "obj-302",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 611.0, 3080.0, 47.0, 22.0 ],
                    "text": "t l l"
                }
            },
            {
                "box": {
                    "id": "obj-303",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 832.0, 3116.0, 90.0, 22.0 ],
                    "text": "s #0_advance"
                }
            },
            {
                "box": {
                    "id": "obj-304",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 740.0, 3116.0, 78.0, 22.0 ],
                    "text": "s #0_sound"
                }
            },
            {
                "box": {
                    "id": "obj-305",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1056.0, 2612.0, 90.0, 22.0 ],
                    "text": "r #0_advance"
                }
            },
            {
                "box": {
                    "id": "obj-306",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "", "", "", "" ],
                    "patching_rect": [ 1056.0, 2648.0, 121.0, 22.0 ],
                    "text": "unpack 0 0. 0. 0."
                }
            },
            {
                "box": {
                    "id": "obj-307",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1124.0, 2684.0, 41.0, 22.0 ],
                    "text": "+ 0."
                }
            },
            {
                "box": {
                    "id": "obj-308",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1233.0, 2720.0, 115.0, 22.0 ],
                    "text": "value #0_v_due 0"
                }
            },
            {
                "box": {
                    "id": "obj-309",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 1056.0, 2684.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-310",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1191.0, 2720.0, 28.0, 22.0 ],
                    "text": "0"
                }
            },
            {
                "box": {
                    "id": "obj-311",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1191.0, 2756.0, 121.0, 22.0 ],
                    "text": "value #0_v_look 0"
                }
            },
            {
                "box": {
                    "id": "obj-312",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1056.0, 2720.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-313",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1056.0, 2756.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-314",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 1056.0, 2792.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-315",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1090.0, 2828.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-316",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1444.0, 2612.0, 78.0, 22.0 ],
                    "text": "r #0_sound"
                }
            },
            {
                "box": {
                    "id": "obj-317",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "", "bang" ],
                    "patching_rect": [ 1444.0, 2648.0, 59.0, 22.0 ],
                    "text": "t b l b"
                }
            },
            {
                "box": {
                    "id": "obj-318",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1622.0, 2684.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-319",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1702.0, 2720.0, 35.0, 22.0 ],
                    "text": "- 1"
                }
            },
            {
                "box": {
                    "id": "obj-320",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 1702.0, 2756.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-321",
                    "maxclass": "newobj",
                    "numinlets": 4,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1539.0, 2792.0, 103.0, 22.0 ],
                    "text": "pack 0 0. 0. 0"
                }
            },
            {
                "box": {
                    "id": "obj-322",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1736.0, 2792.0, 121.0, 22.0 ],
                    "text": "value #0_v_last 0"
                }
            },
            {
                "box": {
                    "id": "obj-323",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "", "", "" ],
                    "patching_rect": [ 1505.0, 2684.0, 103.0, 22.0 ],
                    "text": "unpack 0 0. 0."
                }
            },
            {
                "box": {
                    "id": "obj-324",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1539.0, 2828.0, 72.0, 22.0 ],
                    "text": "s #0_emit"
                }
            },
            {
                "box": {
                    "id": "obj-325",
                    "maxclass": "newobj",
                    "numinlets": 3,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 1604.0, 2720.0, 84.0, 22.0 ],
                    "text": "split 0 127"
                }
            },
            {
                "box": {
                    "id": "obj-326",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 1444.0, 2684.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-327",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1524.0, 2720.0, 66.0, 22.0 ],
                    "text": "s #0_ask"
                }
            },
            {
                "box": {
                    "id": "obj-328",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1444.0, 2720.0, 66.0, 22.0 ],
                    "text": "s #0_why"
                }
            },
            {
                "box": {
                    "id": "obj-329",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 3366.0, 78.0, 22.0 ],
                    "text": "r #0_start"
                }
            },
            {
                "box": {
                    "id": "obj-330",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "float" ],
                    "patching_rect": [ 32.0, 3402.0, 47.0, 22.0 ],
                    "text": "t b f"
                }
            },
            {
                "box": {
                    "id": "obj-331",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 130.0, 3438.0, 115.0, 22.0 ],
                    "text": "value #0_v_now 0"
                }
            },
            {
                "box": {
                    "id": "obj-332",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 3438.0, 84.0, 22.0 ],
                    "text": "s #0_resync"
                }
            },
            {
                "box": {
                    "id": "obj-333",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 124.0, 3366.0, 84.0, 22.0 ],
                    "text": "r #0_resync"
                }
            },
            {
                "box": {
                    "id": "obj-334",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "bang", "bang", "bang", "bang" ],
                    "patching_rect": [ 124.0, 3402.0, 72.0, 22.0 ],
                    "text": "t b b b b"
                }
            },
            {
                "box": {
                    "id": "obj-335",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 603.0, 3438.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-336",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 603.0, 3474.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-337",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 603.0, 3510.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-338",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 873.0, 3546.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-339",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 468.0, 3438.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-340",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 481.0, 3474.0, 41.0, 22.0 ],
                    "text": "+ 64"
                }
            },
            {
                "box": {
                    "id": "obj-341",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 481.0, 3510.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-342",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 738.0, 3546.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-343",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 603.0, 3546.0, 121.0, 22.0 ],
                    "text": "value #0_v_have 0"
                }
            },
            {
                "box": {
                    "id": "obj-344",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 339.0, 3438.0, 115.0, 22.0 ],
                    "text": "value #0_v_now 0"
                }
            },
            {
                "box": {
                    "id": "obj-345",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 339.0, 3474.0, 128.0, 22.0 ],
                    "text": "expr int($f1+0.95)"
                }
            },
            {
                "box": {
                    "id": "obj-346",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 339.0, 3510.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-347",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 474.0, 3546.0, 115.0, 22.0 ],
                    "text": "value #0_v_due 0"
                }
            },
            {
                "box": {
                    "id": "obj-348",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 339.0, 3546.0, 121.0, 22.0 ],
                    "text": "value #0_v_edge 0"
                }
            },
            {
                "box": {
                    "id": "obj-349",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 259.0, 3438.0, 66.0, 22.0 ],
                    "text": "s #0_ask"
                }
            },
            {
                "box": {
                    "id": "obj-350",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1057.0, 3366.0, 78.0, 22.0 ],
                    "text": "r #0_flush"
                }
            },
            {
                "box": {
                    "id": "obj-351",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1057.0, 3402.0, 84.0, 22.0 ],
                    "text": "speedlim 50"
                }
            },
            {
                "box": {
                    "id": "obj-352",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1057.0, 3438.0, 134.0, 22.0 ],
                    "text": "value #0_v_online 0"
                }
            },
            {
                "box": {
                    "id": "obj-353",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 1057.0, 3474.0, 47.0, 22.0 ],
                    "text": "sel 1"
                }
            },
            {
                "box": {
                    "id": "obj-354",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 4,
                    "outlettype": [ "bang", "bang", "bang", "bang" ],
                    "patching_rect": [ 1057.0, 3510.0, 72.0, 22.0 ],
                    "text": "t b b b b"
                }
            },
            {
                "box": {
                    "id": "obj-355",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1401.0, 3546.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-356",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1407.0, 3582.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-357",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 1407.0, 3618.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-358",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1441.0, 3654.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-359",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1266.0, 3546.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-360",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1272.0, 3582.0, 121.0, 22.0 ],
                    "text": "value #0_v_have 0"
                }
            },
            {
                "box": {
                    "id": "obj-361",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1137.0, 3546.0, 115.0, 22.0 ],
                    "text": "value #0_v_due 0"
                }
            },
            {
                "box": {
                    "id": "obj-362",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1137.0, 3582.0, 121.0, 22.0 ],
                    "text": "value #0_v_edge 0"
                }
            },
            {
                "box": {
                    "id": "obj-363",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1057.0, 3546.0, 66.0, 22.0 ],
                    "text": "s #0_ask"
                }
            },
            {
                "box": {
                    "id": "obj-364",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 3760.0, 84.0, 22.0 ],
                    "text": "r #0_answer"
                }
            },
            {
                "box": {
                    "id": "obj-365",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "", "bang" ],
                    "patching_rect": [ 32.0, 3796.0, 59.0, 22.0 ],
                    "text": "t b l b"
                }
            },
            {
                "box": {
                    "id": "obj-366",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 197.0, 3832.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-367",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 511.0, 3868.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-368",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 511.0, 3904.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-369",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 545.0, 3940.0, 128.0, 22.0 ],
                    "text": "value #0_v_epoch 0"
                }
            },
            {
                "box": {
                    "id": "obj-370",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "", "" ],
                    "patching_rect": [ 93.0, 3832.0, 90.0, 22.0 ],
                    "text": "unpack 0. 0."
                }
            },
            {
                "box": {
                    "id": "obj-371",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 382.0, 3868.0, 115.0, 22.0 ],
                    "text": "value #0_v_due 0"
                }
            },
            {
                "box": {
                    "id": "obj-372",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 247.0, 3868.0, 121.0, 22.0 ],
                    "text": "value #0_v_edge 0"
                }
            },
            {
                "box": {
                    "id": "obj-373",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "bang" ],
                    "patching_rect": [ 32.0, 3832.0, 47.0, 22.0 ],
                    "text": "t b b"
                }
            },
            {
                "box": {
                    "id": "obj-374",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 112.0, 3868.0, 121.0, 22.0 ],
                    "text": "value #0_v_next 0"
                }
            },
            {
                "box": {
                    "id": "obj-375",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 112.0, 3904.0, 121.0, 22.0 ],
                    "text": "value #0_v_have 0"
                }
            },
            {
                "box": {
                    "id": "obj-376",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 3868.0, 66.0, 22.0 ],
                    "text": "s #0_ask"
                }
            },
            {
                "box": {
                    "id": "obj-377",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 729.0, 3760.0, 78.0, 22.0 ],
                    "text": "r #0_thumb"
                }
            },
            {
                "box": {
                    "id": "obj-378",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 3,
                    "outlettype": [ "bang", "bang", "float" ],
                    "patching_rect": [ 729.0, 3796.0, 59.0, 22.0 ],
                    "text": "t b b f"
                }
            },
            {
                "box": {
                    "id": "obj-379",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 797.0, 3868.0, 72.0, 22.0 ],
                    "text": "pack 0 0."
                }
            },
            {
                "box": {
                    "id": "obj-380",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 821.0, 3832.0, 121.0, 22.0 ],
                    "text": "value #0_v_last 0"
                }
            },
            {
                "box": {
                    "id": "obj-381",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 797.0, 3904.0, 47.0, 22.0 ],
                    "text": "$2 $1"
                }
            },
            {
                "box": {
                    "id": "obj-382",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 797.0, 3976.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-383",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 797.0, 3940.0, 159.0, 22.0 ],
                    "text": "prepend /melo/reward #1"
                }
            },
            {
                "box": {
                    "id": "obj-384",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 729.0, 3832.0, 78.0, 22.0 ],
                    "text": "s #0_flush"
                }
            },
            {
                "box": {
                    "id": "obj-385",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1192.0, 3760.0, 66.0, 22.0 ],
                    "text": "r #0_why"
                }
            },
            {
                "box": {
                    "id": "obj-386",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1192.0, 3796.0, 121.0, 22.0 ],
                    "text": "value #0_v_last 0"
                }
            },
            {
                "box": {
                    "id": "obj-387",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1192.0, 3832.0, 90.0, 22.0 ],
                    "text": "speedlim 400"
                }
            },
            {
                "box": {
                    "id": "obj-388",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1192.0, 3904.0, 66.0, 22.0 ],
                    "text": "s #0_out"
                }
            },
            {
                "box": {
                    "id": "obj-389",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1192.0, 3868.0, 140.0, 22.0 ],
                    "text": "prepend /melo/why #1"
                }
            },
            {
                "box": {
                    "id": "obj-390",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1438.0, 3760.0, 97.0, 22.0 ],
                    "text": "r #0_fallback"
                }
            },
            {
                "box": {
                    "id": "obj-391",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1438.0, 3796.0, 121.0, 22.0 ],
                    "text": "value #0_v_back 0"
                }
            },
            {
                "box": {
                    "id": "obj-392",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1549.0, 3760.0, 109.0, 22.0 ],
                    "text": "r #0_count_late"
                }
            },
            {
                "box": {
                    "id": "obj-393",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1573.0, 3796.0, 121.0, 22.0 ],
                    "text": "value #0_v_late 0"
                }
            },
            {
                "box": {
                    "id": "obj-394",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 1573.0, 3832.0, 35.0, 22.0 ],
                    "text": "+ 1"
                }
            },
            {
                "box": {
                    "id": "obj-395",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 2,
                    "outlettype": [ "int", "int" ],
                    "patching_rect": [ 1573.0, 3868.0, 47.0, 22.0 ],
                    "text": "t i i"
                }
            },
            {
                "box": {
                    "id": "obj-396",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1677.0, 3904.0, 121.0, 22.0 ],
                    "text": "value #0_v_late 0"
                }
            },
            {
                "box": {
                    "id": "obj-397",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 1573.0, 3940.0, 72.0, 22.0 ],
                    "text": "s #0_tell"
                }
            },
            {
                "box": {
                    "id": "obj-398",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 1573.0, 3904.0, 90.0, 22.0 ],
                    "text": "prepend late"
                }
            },
            {
                "box": {
                    "id": "obj-399",
                    "maxclass": "outlet",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 32.0, 4118.0, 30.0, 30.0 ],
                    "comment": "notes",
                    "index": 1
                }
            },
            {
                "box": {
                    "id": "obj-400",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 32.0, 4082.0, 72.0, 22.0 ],
                    "text": "r #0_emit"
                }
            },
            {
                "box": {
                    "id": "obj-401",
                    "maxclass": "outlet",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 118.0, 4118.0, 30.0, 30.0 ],
                    "comment": "news",
                    "index": 2
                }
            },
            {
                "box": {
                    "id": "obj-402",
                    "maxclass": "newobj",
                    "numinlets": 0,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 118.0, 4082.0, 72.0, 22.0 ],
                    "text": "r #0_tell"
                }
            },
            {
                "box": {
                    "id": "obj-403",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 1,
                    "outlettype": [ "bang" ],
                    "patching_rect": [ 557.0, 4082.0, 66.0, 22.0 ],
                    "text": "loadbang"
                }
            },
            {
                "box": {
                    "id": "obj-404",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "int" ],
                    "patching_rect": [ 557.0, 4118.0, 41.0, 22.0 ],
                    "text": "i #2"
                }
            },
            {
                "box": {
                    "id": "obj-405",
                    "maxclass": "newobj",
                    "numinlets": 2,
                    "numoutlets": 2,
                    "outlettype": [ "bang", "" ],
                    "patching_rect": [ 557.0, 4154.0, 47.0, 22.0 ],
                    "text": "sel 0"
                }
            },
            {
                "box": {
                    "id": "obj-406",
                    "maxclass": "message",
                    "numinlets": 2,
                    "numoutlets": 1,
                    "outlettype": [ "" ],
                    "patching_rect": [ 557.0, 4190.0, 41.0, 22.0 ],
                    "text": "7400"
                }
            },
            {
                "box": {
                    "id": "obj-407",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 557.0, 4226.0, 72.0, 22.0 ],
                    "text": "s #0_find"
                }
            },
            {
                "box": {
                    "id": "obj-408",
                    "maxclass": "newobj",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "patching_rect": [ 612.0, 4190.0, 72.0, 22.0 ],
                    "text": "s #0_port"
                }
            },
            {
                "box": {
                    "id": "obj-title-409",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 24.0, 84.0, 20.0 ],
                    "text": "Messages in"
                }
            },
            {
                "box": {
                    "id": "obj-frame-409",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 16.0, 1540.0, 162.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-410",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 210.0, 97.0, 20.0 ],
                    "text": "To the server"
                }
            },
            {
                "box": {
                    "id": "obj-frame-410",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 202.0, 718.0, 190.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-411",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 774.0, 210.0, 109.0, 20.0 ],
                    "text": "From the server"
                }
            },
            {
                "box": {
                    "id": "obj-frame-411",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 758.0, 202.0, 768.0, 334.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-412",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 568.0, 462.0, 20.0 ],
                    "text": "Reply port: `port` is fixed, `find` goes on until a server answers there"
                }
            },
            {
                "box": {
                    "id": "obj-frame-412",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 560.0, 725.0, 190.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-413",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 781.0, 568.0, 450.0, 20.0 ],
                    "text": "Heartbeat: greet, and ask for the epoch, which tells of a restart, too"
                }
            },
            {
                "box": {
                    "id": "obj-frame-413",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 765.0, 560.0, 486.0, 334.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-414",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1291.0, 568.0, 407.0, 20.0 ],
                    "text": "Online or not; where no server ever answered, try the next port"
                }
            },
            {
                "box": {
                    "id": "obj-frame-414",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1275.0, 560.0, 439.0, 442.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-415",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 1034.0, 475.0, 20.0 ],
                    "text": "The server's epoch: lower than when asked = it began anew, higher = we did"
                }
            },
            {
                "box": {
                    "id": "obj-frame-415",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 1026.0, 603.0, 406.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-416",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 659.0, 1034.0, 276.0, 20.0 ],
                    "text": "Knobs: `set` composes anew, `keep` doesn't"
                }
            },
            {
                "box": {
                    "id": "obj-frame-416",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 643.0, 1026.0, 596.0, 262.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-417",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1279.0, 1034.0, 252.0, 20.0 ],
                    "text": "All knobs are sent again after a start"
                }
            },
            {
                "box": {
                    "id": "obj-frame-417",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1263.0, 1026.0, 516.0, 226.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-418",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 1464.0, 388.0, 20.0 ],
                    "text": "And when one was refused: the next turn may be what it needs"
                }
            },
            {
                "box": {
                    "id": "obj-frame-418",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 1456.0, 420.0, 154.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-419",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 476.0, 1464.0, 221.0, 20.0 ],
                    "text": "Ask ahead: notes have .. next + 7"
                }
            },
            {
                "box": {
                    "id": "obj-frame-419",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 460.0, 1456.0, 565.0, 478.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-420",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1065.0, 1464.0, 469.0, 20.0 ],
                    "text": "A note came: take it, if it is of this epoch and the next that is missing"
                }
            },
            {
                "box": {
                    "id": "obj-frame-420",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1049.0, 1456.0, 525.0, 442.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-421",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 1966.0, 171.0, 20.0 ],
                    "text": "at BEAT: is there a note?"
                }
            },
            {
                "box": {
                    "id": "obj-frame-421",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 1958.0, 362.0, 370.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-422",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 418.0, 1966.0, 326.0, 20.0 ],
                    "text": "stop: what comes now has to wait for the next `at`"
                }
            },
            {
                "box": {
                    "id": "obj-frame-422",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 402.0, 1958.0, 358.0, 154.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-423",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 800.0, 1966.0, 326.0, 20.0 ],
                    "text": "Its onset: to come, now, too late to play, or lost"
                }
            },
            {
                "box": {
                    "id": "obj-frame-423",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 784.0, 1958.0, 619.0, 586.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-424",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 2576.0, 462.0, 20.0 ],
                    "text": "No note, and the last one is over: fallback. While online, wait a little"
                }
            },
            {
                "box": {
                    "id": "obj-frame-424",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 2568.0, 494.0, 730.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-425",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 550.0, 2576.0, 450.0, 20.0 ],
                    "text": "next: the next note at once, whatever its onset; rests are passed over"
                }
            },
            {
                "box": {
                    "id": "obj-frame-425",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 534.0, 2568.0, 482.0, 586.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-426",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1056.0, 2576.0, 332.0, 20.0 ],
                    "text": "A note is done with: the next one is due at its end"
                }
            },
            {
                "box": {
                    "id": "obj-frame-426",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1040.0, 2568.0, 364.0, 298.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-427",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1444.0, 2576.0, 431.0, 20.0 ],
                    "text": "It sounds, unless it is a rest; ask for more, and why it was chosen"
                }
            },
            {
                "box": {
                    "id": "obj-frame-427",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1428.0, 2568.0, 463.0, 298.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-428",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 3330.0, 345.0, 20.0 ],
                    "text": "start BEAT, or lost: a new line from the next beat on"
                }
            },
            {
                "box": {
                    "id": "obj-frame-428",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 3322.0, 1001.0, 262.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-429",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1057.0, 3330.0, 407.0, 20.0 ],
                    "text": "flush: compose anew from the first note that hasn't been played"
                }
            },
            {
                "box": {
                    "id": "obj-frame-429",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1041.0, 3322.0, 544.0, 370.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-430",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 3724.0, 413.0, 20.0 ],
                    "text": "answer FROM BEAT: compose anew after what was heard from FROM on"
                }
            },
            {
                "box": {
                    "id": "obj-frame-430",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 3716.0, 673.0, 262.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-431",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 729.0, 3724.0, 407.0, 20.0 ],
                    "text": "thumb VALUE: for the note that sounds; the next ones take it up"
                }
            },
            {
                "box": {
                    "id": "obj-frame-431",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 713.0, 3716.0, 439.0, 298.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-432",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1192.0, 3724.0, 190.0, 20.0 ],
                    "text": "Why the last note was chosen"
                }
            },
            {
                "box": {
                    "id": "obj-frame-432",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1176.0, 3716.0, 222.0, 226.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-433",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 1438.0, 3724.0, 159.0, 20.0 ],
                    "text": "Settings of this client"
                }
            },
            {
                "box": {
                    "id": "obj-frame-433",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 1422.0, 3716.0, 392.0, 262.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-434",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 32.0, 4046.0, 469.0, 20.0 ],
                    "text": "Out: notes (pitch, velocity 0-1, beats, index or -1 = fallback), and news"
                }
            },
            {
                "box": {
                    "id": "obj-frame-434",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 16.0, 4038.0, 501.0, 126.0 ],
                    "rounded": 8
                }
            },
            {
                "box": {
                    "id": "obj-title-435",
                    "maxclass": "comment",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "fontface": 1,
                    "fontsize": 12.0,
                    "patching_rect": [ 557.0, 4046.0, 382.0, 20.0 ],
                    "text": "Begin: the reply port is the second argument, or looked for"
                }
            },
            {
                "box": {
                    "id": "obj-frame-435",
                    "maxclass": "panel",
                    "numinlets": 1,
                    "numoutlets": 0,
                    "angle": 270.0,
                    "background": 1,
                    "bgcolor": [ 0.5, 0.5, 0.5, 0.15 ],
                    "mode": 0,
                    "patching_rect": [ 541.0, 4038.0, 414.0, 226.0 ],
                    "rounded": 8
                }
            }
        ],
        "lines": [
            {
                "patchline": {
                    "source": [ "obj-1", 0 ],
                    "destination": [ "obj-2", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 0 ],
                    "destination": [ "obj-3", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 1 ],
                    "destination": [ "obj-4", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 2 ],
                    "destination": [ "obj-5", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 3 ],
                    "destination": [ "obj-6", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 4 ],
                    "destination": [ "obj-7", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 5 ],
                    "destination": [ "obj-8", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 6 ],
                    "destination": [ "obj-9", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 7 ],
                    "destination": [ "obj-10", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 8 ],
                    "destination": [ "obj-11", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 9 ],
                    "destination": [ "obj-12", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 10 ],
                    "destination": [ "obj-13", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 11 ],
                    "destination": [ "obj-14", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 12 ],
                    "destination": [ "obj-15", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 13 ],
                    "destination": [ "obj-16", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 14 ],
                    "destination": [ "obj-17", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 15 ],
                    "destination": [ "obj-18", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-2", 16 ],
                    "destination": [ "obj-19", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-20", 0 ],
                    "destination": [ "obj-21", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-22", 0 ],
                    "destination": [ "obj-24", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-24", 1 ],
                    "destination": [ "obj-23", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-24", 0 ],
                    "destination": [ "obj-23", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-23", 0 ],
                    "destination": [ "obj-21", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-25", 0 ],
                    "destination": [ "obj-26", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-26", 0 ],
                    "destination": [ "obj-21", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-27", 0 ],
                    "destination": [ "obj-29", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-29", 0 ],
                    "destination": [ "obj-28", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-30", 0 ],
                    "destination": [ "obj-32", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-32", 0 ],
                    "destination": [ "obj-31", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-33", 0 ],
                    "destination": [ "obj-34", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-35", 0 ],
                    "destination": [ "obj-36", 0 ]
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
                    "source": [ "obj-37", 0 ],
                    "destination": [ "obj-38", 0 ]
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
                    "source": [ "obj-39", 0 ],
                    "destination": [ "obj-40", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-38", 1 ],
                    "destination": [ "obj-41", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-41", 0 ],
                    "destination": [ "obj-43", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-43", 0 ],
                    "destination": [ "obj-42", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-38", 2 ],
                    "destination": [ "obj-44", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-44", 0 ],
                    "destination": [ "obj-46", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-46", 0 ],
                    "destination": [ "obj-45", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-38", 3 ],
                    "destination": [ "obj-47", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-47", 0 ],
                    "destination": [ "obj-49", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-49", 0 ],
                    "destination": [ "obj-48", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-38", 4 ],
                    "destination": [ "obj-50", 0 ]
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
                    "source": [ "obj-38", 5 ],
                    "destination": [ "obj-52", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-52", 1 ],
                    "destination": [ "obj-54", 0 ]
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
                    "source": [ "obj-55", 0 ],
                    "destination": [ "obj-53", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-52", 0 ],
                    "destination": [ "obj-56", 0 ]
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
                    "source": [ "obj-59", 1 ],
                    "destination": [ "obj-60", 0 ]
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
                    "source": [ "obj-59", 0 ],
                    "destination": [ "obj-62", 0 ]
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
                    "source": [ "obj-64", 1 ],
                    "destination": [ "obj-65", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-65", 0 ],
                    "destination": [ "obj-66", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-64", 0 ],
                    "destination": [ "obj-67", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-68", 0 ],
                    "destination": [ "obj-69", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-69", 3 ],
                    "destination": [ "obj-70", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-69", 2 ],
                    "destination": [ "obj-72", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-72", 0 ],
                    "destination": [ "obj-71", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-69", 1 ],
                    "destination": [ "obj-73", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-73", 0 ],
                    "destination": [ "obj-74", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-69", 0 ],
                    "destination": [ "obj-75", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-75", 0 ],
                    "destination": [ "obj-76", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-77", 0 ],
                    "destination": [ "obj-78", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-78", 1 ],
                    "destination": [ "obj-79", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-79", 0 ],
                    "destination": [ "obj-80", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-78", 0 ],
                    "destination": [ "obj-81", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-81", 0 ],
                    "destination": [ "obj-82", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-82", 3 ],
                    "destination": [ "obj-84", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-82", 2 ],
                    "destination": [ "obj-85", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-85", 0 ],
                    "destination": [ "obj-86", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-86", 0 ],
                    "destination": [ "obj-87", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-82", 1 ],
                    "destination": [ "obj-83", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-82", 0 ],
                    "destination": [ "obj-88", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-88", 1 ],
                    "destination": [ "obj-89", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-89", 0 ],
                    "destination": [ "obj-90", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-88", 0 ],
                    "destination": [ "obj-91", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-91", 0 ],
                    "destination": [ "obj-93", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-93", 0 ],
                    "destination": [ "obj-92", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-94", 0 ],
                    "destination": [ "obj-83", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-83", 0 ],
                    "destination": [ "obj-96", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-96", 0 ],
                    "destination": [ "obj-95", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-97", 0 ],
                    "destination": [ "obj-98", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-98", 0 ],
                    "destination": [ "obj-99", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-99", 0 ],
                    "destination": [ "obj-100", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-100", 1 ],
                    "destination": [ "obj-101", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-100", 0 ],
                    "destination": [ "obj-102", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-102", 0 ],
                    "destination": [ "obj-103", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-103", 1 ],
                    "destination": [ "obj-104", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-104", 0 ],
                    "destination": [ "obj-105", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-103", 0 ],
                    "destination": [ "obj-106", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-106", 0 ],
                    "destination": [ "obj-109", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-109", 0 ],
                    "destination": [ "obj-107", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-107", 0 ],
                    "destination": [ "obj-110", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-110", 0 ],
                    "destination": [ "obj-108", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-111", 0 ],
                    "destination": [ "obj-112", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-112", 0 ],
                    "destination": [ "obj-113", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-113", 1 ],
                    "destination": [ "obj-114", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-113", 0 ],
                    "destination": [ "obj-116", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-116", 0 ],
                    "destination": [ "obj-115", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-117", 0 ],
                    "destination": [ "obj-118", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-118", 6 ],
                    "destination": [ "obj-119", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-118", 5 ],
                    "destination": [ "obj-120", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-120", 0 ],
                    "destination": [ "obj-121", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-118", 4 ],
                    "destination": [ "obj-122", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-122", 0 ],
                    "destination": [ "obj-123", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-118", 3 ],
                    "destination": [ "obj-124", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-124", 0 ],
                    "destination": [ "obj-125", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-118", 2 ],
                    "destination": [ "obj-128", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-128", 0 ],
                    "destination": [ "obj-129", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-129", 2 ],
                    "destination": [ "obj-130", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-130", 0 ],
                    "destination": [ "obj-126", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-129", 1 ],
                    "destination": [ "obj-126", 2 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-129", 0 ],
                    "destination": [ "obj-127", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-118", 1 ],
                    "destination": [ "obj-127", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-127", 0 ],
                    "destination": [ "obj-131", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-118", 0 ],
                    "destination": [ "obj-126", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-126", 0 ],
                    "destination": [ "obj-132", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-132", 0 ],
                    "destination": [ "obj-131", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-131", 0 ],
                    "destination": [ "obj-133", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-133", 2 ],
                    "destination": [ "obj-134", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-133", 1 ],
                    "destination": [ "obj-135", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-133", 0 ],
                    "destination": [ "obj-136", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-137", 0 ],
                    "destination": [ "obj-138", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-138", 2 ],
                    "destination": [ "obj-139", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-138", 1 ],
                    "destination": [ "obj-140", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-140", 0 ],
                    "destination": [ "obj-142", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-142", 0 ],
                    "destination": [ "obj-141", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-138", 0 ],
                    "destination": [ "obj-143", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-144", 0 ],
                    "destination": [ "obj-145", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-147", 0 ],
                    "destination": [ "obj-148", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-148", 0 ],
                    "destination": [ "obj-149", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-145", 2 ],
                    "destination": [ "obj-146", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-145", 1 ],
                    "destination": [ "obj-150", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-150", 0 ],
                    "destination": [ "obj-146", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-146", 0 ],
                    "destination": [ "obj-152", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-152", 0 ],
                    "destination": [ "obj-151", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-145", 0 ],
                    "destination": [ "obj-148", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-153", 0 ],
                    "destination": [ "obj-154", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-154", 1 ],
                    "destination": [ "obj-155", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-154", 0 ],
                    "destination": [ "obj-156", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-156", 0 ],
                    "destination": [ "obj-157", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-158", 0 ],
                    "destination": [ "obj-159", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-159", 2 ],
                    "destination": [ "obj-161", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-161", 0 ],
                    "destination": [ "obj-162", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-159", 1 ],
                    "destination": [ "obj-163", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-163", 0 ],
                    "destination": [ "obj-160", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-159", 0 ],
                    "destination": [ "obj-164", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-164", 0 ],
                    "destination": [ "obj-160", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-160", 0 ],
                    "destination": [ "obj-165", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-166", 0 ],
                    "destination": [ "obj-167", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-167", 0 ],
                    "destination": [ "obj-168", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-169", 0 ],
                    "destination": [ "obj-171", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-171", 0 ],
                    "destination": [ "obj-170", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-172", 0 ],
                    "destination": [ "obj-173", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-173", 0 ],
                    "destination": [ "obj-174", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-174", 0 ],
                    "destination": [ "obj-175", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-175", 3 ],
                    "destination": [ "obj-179", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-179", 0 ],
                    "destination": [ "obj-176", 3 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-175", 2 ],
                    "destination": [ "obj-180", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-180", 0 ],
                    "destination": [ "obj-178", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-178", 1 ],
                    "destination": [ "obj-176", 2 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-178", 0 ],
                    "destination": [ "obj-177", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-175", 1 ],
                    "destination": [ "obj-181", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-181", 0 ],
                    "destination": [ "obj-176", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-175", 0 ],
                    "destination": [ "obj-182", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-182", 0 ],
                    "destination": [ "obj-177", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-177", 0 ],
                    "destination": [ "obj-183", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-183", 0 ],
                    "destination": [ "obj-176", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-176", 0 ],
                    "destination": [ "obj-184", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-184", 0 ],
                    "destination": [ "obj-186", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-186", 0 ],
                    "destination": [ "obj-185", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-187", 0 ],
                    "destination": [ "obj-188", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-188", 3 ],
                    "destination": [ "obj-191", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-191", 0 ],
                    "destination": [ "obj-189", 3 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-188", 2 ],
                    "destination": [ "obj-192", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-192", 0 ],
                    "destination": [ "obj-189", 2 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-188", 1 ],
                    "destination": [ "obj-193", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-193", 1 ],
                    "destination": [ "obj-189", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-193", 0 ],
                    "destination": [ "obj-189", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-189", 0 ],
                    "destination": [ "obj-190", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-188", 0 ],
                    "destination": [ "obj-190", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-190", 0 ],
                    "destination": [ "obj-194", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-194", 6 ],
                    "destination": [ "obj-195", 5 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-194", 5 ],
                    "destination": [ "obj-197", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-197", 1 ],
                    "destination": [ "obj-195", 4 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-197", 0 ],
                    "destination": [ "obj-196", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-194", 4 ],
                    "destination": [ "obj-198", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-198", 1 ],
                    "destination": [ "obj-195", 3 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-198", 0 ],
                    "destination": [ "obj-196", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-196", 0 ],
                    "destination": [ "obj-199", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-194", 3 ],
                    "destination": [ "obj-195", 2 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-194", 2 ],
                    "destination": [ "obj-195", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-194", 1 ],
                    "destination": [ "obj-200", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-200", 1 ],
                    "destination": [ "obj-201", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-201", 0 ],
                    "destination": [ "obj-202", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-200", 0 ],
                    "destination": [ "obj-203", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-203", 1 ],
                    "destination": [ "obj-205", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-205", 0 ],
                    "destination": [ "obj-195", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-195", 0 ],
                    "destination": [ "obj-204", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-203", 0 ],
                    "destination": [ "obj-206", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-206", 0 ],
                    "destination": [ "obj-208", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-208", 0 ],
                    "destination": [ "obj-207", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-209", 0 ],
                    "destination": [ "obj-210", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-210", 1 ],
                    "destination": [ "obj-211", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-210", 0 ],
                    "destination": [ "obj-213", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-213", 0 ],
                    "destination": [ "obj-214", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-214", 0 ],
                    "destination": [ "obj-212", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-213", 1 ],
                    "destination": [ "obj-215", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-215", 0 ],
                    "destination": [ "obj-212", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-212", 0 ],
                    "destination": [ "obj-216", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-216", 0 ],
                    "destination": [ "obj-217", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-216", 1 ],
                    "destination": [ "obj-218", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-218", 1 ],
                    "destination": [ "obj-219", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-219", 0 ],
                    "destination": [ "obj-220", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-218", 0 ],
                    "destination": [ "obj-221", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-222", 0 ],
                    "destination": [ "obj-223", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-223", 0 ],
                    "destination": [ "obj-224", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-225", 0 ],
                    "destination": [ "obj-226", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-226", 1 ],
                    "destination": [ "obj-227", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-227", 0 ],
                    "destination": [ "obj-228", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-226", 0 ],
                    "destination": [ "obj-229", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-229", 0 ],
                    "destination": [ "obj-231", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-231", 0 ],
                    "destination": [ "obj-230", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-230", 0 ],
                    "destination": [ "obj-232", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-232", 1 ],
                    "destination": [ "obj-233", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-233", 3 ],
                    "destination": [ "obj-234", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-234", 1 ],
                    "destination": [ "obj-239", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-239", 0 ],
                    "destination": [ "obj-238", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-234", 0 ],
                    "destination": [ "obj-240", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-240", 1 ],
                    "destination": [ "obj-235", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-240", 0 ],
                    "destination": [ "obj-238", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-238", 0 ],
                    "destination": [ "obj-235", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-235", 0 ],
                    "destination": [ "obj-236", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-236", 0 ],
                    "destination": [ "obj-237", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-232", 0 ],
                    "destination": [ "obj-237", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-237", 0 ],
                    "destination": [ "obj-241", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-241", 1 ],
                    "destination": [ "obj-242", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-241", 0 ],
                    "destination": [ "obj-243", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-237", 1 ],
                    "destination": [ "obj-244", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-244", 2 ],
                    "destination": [ "obj-245", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-244", 1 ],
                    "destination": [ "obj-246", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-244", 0 ],
                    "destination": [ "obj-247", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-237", 2 ],
                    "destination": [ "obj-248", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-248", 0 ],
                    "destination": [ "obj-249", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-251", 0 ],
                    "destination": [ "obj-252", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-252", 0 ],
                    "destination": [ "obj-253", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-253", 0 ],
                    "destination": [ "obj-250", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-252", 1 ],
                    "destination": [ "obj-254", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-254", 0 ],
                    "destination": [ "obj-250", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-252", 2 ],
                    "destination": [ "obj-255", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-255", 0 ],
                    "destination": [ "obj-250", 2 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-250", 0 ],
                    "destination": [ "obj-256", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-256", 0 ],
                    "destination": [ "obj-257", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-257", 2 ],
                    "destination": [ "obj-258", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-257", 1 ],
                    "destination": [ "obj-259", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-259", 0 ],
                    "destination": [ "obj-260", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-260", 1 ],
                    "destination": [ "obj-261", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-260", 0 ],
                    "destination": [ "obj-262", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-262", 0 ],
                    "destination": [ "obj-263", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-257", 0 ],
                    "destination": [ "obj-264", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-264", 0 ],
                    "destination": [ "obj-265", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-265", 0 ],
                    "destination": [ "obj-267", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-267", 1 ],
                    "destination": [ "obj-266", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-267", 0 ],
                    "destination": [ "obj-268", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-268", 0 ],
                    "destination": [ "obj-269", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-269", 0 ],
                    "destination": [ "obj-266", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-268", 1 ],
                    "destination": [ "obj-270", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-270", 0 ],
                    "destination": [ "obj-266", 2 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-266", 0 ],
                    "destination": [ "obj-271", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-271", 0 ],
                    "destination": [ "obj-272", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-272", 2 ],
                    "destination": [ "obj-274", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-274", 1 ],
                    "destination": [ "obj-273", 2 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-274", 0 ],
                    "destination": [ "obj-261", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-261", 0 ],
                    "destination": [ "obj-275", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-272", 1 ],
                    "destination": [ "obj-273", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-272", 0 ],
                    "destination": [ "obj-276", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-276", 1 ],
                    "destination": [ "obj-277", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-277", 0 ],
                    "destination": [ "obj-278", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-278", 0 ],
                    "destination": [ "obj-279", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-279", 1 ],
                    "destination": [ "obj-280", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-276", 0 ],
                    "destination": [ "obj-282", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-282", 0 ],
                    "destination": [ "obj-273", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-273", 0 ],
                    "destination": [ "obj-281", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-284", 0 ],
                    "destination": [ "obj-285", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-285", 0 ],
                    "destination": [ "obj-286", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-286", 0 ],
                    "destination": [ "obj-283", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-285", 1 ],
                    "destination": [ "obj-287", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-287", 0 ],
                    "destination": [ "obj-283", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-283", 0 ],
                    "destination": [ "obj-288", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-288", 1 ],
                    "destination": [ "obj-289", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-289", 0 ],
                    "destination": [ "obj-290", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-288", 0 ],
                    "destination": [ "obj-291", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-291", 0 ],
                    "destination": [ "obj-293", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-293", 0 ],
                    "destination": [ "obj-292", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-292", 0 ],
                    "destination": [ "obj-294", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-294", 1 ],
                    "destination": [ "obj-296", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-296", 0 ],
                    "destination": [ "obj-297", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-297", 0 ],
                    "destination": [ "obj-298", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-298", 0 ],
                    "destination": [ "obj-295", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-294", 0 ],
                    "destination": [ "obj-295", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-295", 0 ],
                    "destination": [ "obj-299", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-299", 1 ],
                    "destination": [ "obj-300", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-299", 0 ],
                    "destination": [ "obj-301", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-295", 1 ],
                    "destination": [ "obj-302", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-302", 1 ],
                    "destination": [ "obj-303", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-302", 0 ],
                    "destination": [ "obj-304", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-305", 0 ],
                    "destination": [ "obj-306", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-306", 3 ],
                    "destination": [ "obj-307", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-306", 2 ],
                    "destination": [ "obj-307", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-307", 0 ],
                    "destination": [ "obj-308", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-306", 0 ],
                    "destination": [ "obj-309", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-309", 1 ],
                    "destination": [ "obj-310", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-310", 0 ],
                    "destination": [ "obj-311", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-309", 0 ],
                    "destination": [ "obj-312", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-312", 0 ],
                    "destination": [ "obj-313", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-313", 0 ],
                    "destination": [ "obj-314", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-314", 1 ],
                    "destination": [ "obj-315", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-316", 0 ],
                    "destination": [ "obj-317", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-317", 2 ],
                    "destination": [ "obj-318", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-318", 0 ],
                    "destination": [ "obj-319", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-319", 0 ],
                    "destination": [ "obj-320", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-320", 1 ],
                    "destination": [ "obj-322", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-320", 0 ],
                    "destination": [ "obj-321", 3 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-317", 1 ],
                    "destination": [ "obj-323", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-323", 2 ],
                    "destination": [ "obj-321", 2 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-323", 1 ],
                    "destination": [ "obj-321", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-323", 0 ],
                    "destination": [ "obj-325", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-325", 0 ],
                    "destination": [ "obj-321", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-321", 0 ],
                    "destination": [ "obj-324", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-317", 0 ],
                    "destination": [ "obj-326", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-326", 1 ],
                    "destination": [ "obj-327", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-326", 0 ],
                    "destination": [ "obj-328", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-329", 0 ],
                    "destination": [ "obj-330", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-330", 1 ],
                    "destination": [ "obj-331", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-330", 0 ],
                    "destination": [ "obj-332", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-333", 0 ],
                    "destination": [ "obj-334", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-334", 3 ],
                    "destination": [ "obj-335", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-335", 0 ],
                    "destination": [ "obj-336", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-336", 0 ],
                    "destination": [ "obj-337", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-337", 1 ],
                    "destination": [ "obj-338", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-334", 2 ],
                    "destination": [ "obj-339", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-339", 0 ],
                    "destination": [ "obj-340", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-340", 0 ],
                    "destination": [ "obj-341", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-341", 1 ],
                    "destination": [ "obj-342", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-341", 0 ],
                    "destination": [ "obj-343", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-334", 1 ],
                    "destination": [ "obj-344", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-344", 0 ],
                    "destination": [ "obj-345", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-345", 0 ],
                    "destination": [ "obj-346", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-346", 1 ],
                    "destination": [ "obj-347", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-346", 0 ],
                    "destination": [ "obj-348", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-334", 0 ],
                    "destination": [ "obj-349", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-350", 0 ],
                    "destination": [ "obj-351", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-351", 0 ],
                    "destination": [ "obj-352", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-352", 0 ],
                    "destination": [ "obj-353", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-353", 0 ],
                    "destination": [ "obj-354", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-354", 3 ],
                    "destination": [ "obj-355", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-355", 0 ],
                    "destination": [ "obj-356", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-356", 0 ],
                    "destination": [ "obj-357", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-357", 1 ],
                    "destination": [ "obj-358", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-354", 2 ],
                    "destination": [ "obj-359", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-359", 0 ],
                    "destination": [ "obj-360", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-354", 1 ],
                    "destination": [ "obj-361", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-361", 0 ],
                    "destination": [ "obj-362", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-354", 0 ],
                    "destination": [ "obj-363", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-364", 0 ],
                    "destination": [ "obj-365", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-365", 2 ],
                    "destination": [ "obj-366", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-366", 0 ],
                    "destination": [ "obj-367", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-367", 0 ],
                    "destination": [ "obj-368", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-368", 1 ],
                    "destination": [ "obj-369", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-365", 1 ],
                    "destination": [ "obj-370", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-370", 1 ],
                    "destination": [ "obj-371", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-370", 0 ],
                    "destination": [ "obj-372", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-365", 0 ],
                    "destination": [ "obj-373", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-373", 1 ],
                    "destination": [ "obj-374", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-374", 0 ],
                    "destination": [ "obj-375", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-373", 0 ],
                    "destination": [ "obj-376", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-377", 0 ],
                    "destination": [ "obj-378", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-378", 2 ],
                    "destination": [ "obj-379", 1 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-378", 1 ],
                    "destination": [ "obj-380", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-380", 0 ],
                    "destination": [ "obj-379", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-379", 0 ],
                    "destination": [ "obj-381", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-381", 0 ],
                    "destination": [ "obj-383", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-383", 0 ],
                    "destination": [ "obj-382", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-378", 0 ],
                    "destination": [ "obj-384", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-385", 0 ],
                    "destination": [ "obj-386", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-386", 0 ],
                    "destination": [ "obj-387", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-387", 0 ],
                    "destination": [ "obj-389", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-389", 0 ],
                    "destination": [ "obj-388", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-390", 0 ],
                    "destination": [ "obj-391", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-392", 0 ],
                    "destination": [ "obj-393", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-393", 0 ],
                    "destination": [ "obj-394", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-394", 0 ],
                    "destination": [ "obj-395", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-395", 1 ],
                    "destination": [ "obj-396", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-395", 0 ],
                    "destination": [ "obj-398", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-398", 0 ],
                    "destination": [ "obj-397", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-400", 0 ],
                    "destination": [ "obj-399", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-402", 0 ],
                    "destination": [ "obj-401", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-403", 0 ],
                    "destination": [ "obj-404", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-404", 0 ],
                    "destination": [ "obj-405", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-405", 0 ],
                    "destination": [ "obj-406", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-406", 0 ],
                    "destination": [ "obj-407", 0 ]
                }
            },
            {
                "patchline": {
                    "source": [ "obj-405", 1 ],
                    "destination": [ "obj-408", 0 ]
                }
            }
        ]
    }
}