"""Een SIP-toestel als los programma (pjsua2): opdrachten als JSON op de invoer, gebeurtenissen als JSON op de uitvoer.

Draait in een eigen Python-omgeving, want pjsua2 valt onder de GPL en is geen deel van het project.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
import time

import pjsua2 as pj

OPNAMES: list[object] = []


def meld(wat: str, **velden: object) -> None:
    print(json.dumps({"wat": wat, "op": time.monotonic(), **velden}), flush=True)


class Gesprek(pj.Call):
    """Eén gesprek; neemt op wat het hoort en kan een bestand afspelen."""

    def __init__(self, rekening: pj.Account, nummer: int = pj.PJSUA_INVALID_ID, opname: str = "") -> None:
        super().__init__(rekening, nummer)
        self.opname, self.recorder, self.speler = opname, None, None

    def onCallState(self, prm: object) -> None:
        stand = self.getInfo()
        if stand.state == pj.PJSIP_INV_STATE_CONFIRMED:
            meld("verbonden", gesprek=self.getId())
        elif stand.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            meld("opgehangen", gesprek=stand.id, code=int(stand.lastStatusCode))
            self.recorder = self.speler = None

    def onCallMediaState(self, prm: object) -> None:
        # Houd het antwoord vast: pjsua2 ruimt zijn lijsten op zodra niemand het nog heeft.
        stand = self.getInfo()
        for plek, media in enumerate(stand.media):
            if media.type == pj.PJMEDIA_TYPE_AUDIO and media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                self.geluid = self.getAudioMedia(plek)
                if self.opname and self.recorder is None:
                    self.recorder = pj.AudioMediaRecorder()
                    self.recorder.createRecorder(self.opname)
                    self.geluid.startTransmit(self.recorder)
                    meld("neemt_op", gesprek=self.getId())

    def speel(self, pad: str) -> None:
        self.speler = pj.AudioMediaPlayer()
        self.speler.createPlayer(pad, pj.PJMEDIA_FILE_NO_LOOP)
        self.speler.startTransmit(self.geluid)
        meld("speelt", gesprek=self.getId())


class Toestel(pj.Account):
    """Belt en wordt gebeld."""

    antwoord: int = 200
    opname: str = ""

    def __init__(self) -> None:
        super().__init__()
        self.gesprekken: dict[int, Gesprek] = {}

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        gesprek = Gesprek(self, prm.callId, self.opname)
        self.gesprekken[prm.callId] = gesprek
        koppen = dict(
            r.split(": ", 1) for r in prm.rdata.wholeMsg.split("\r\n\r\n")[0].split("\r\n") if ": " in r
        )
        meld("inkomend", gesprek=prm.callId, koppen=koppen, regel=prm.rdata.wholeMsg.split("\r\n")[0])
        op = pj.CallOpParam()
        op.statusCode = self.antwoord or 180
        gesprek.answer(op)


def main() -> None:
    poort = int(sys.argv[1])
    opdrachten: queue.Queue[dict[str, object]] = queue.Queue()
    eindpunt = pj.Endpoint()
    eindpunt.libCreate()
    config = pj.EpConfig()
    config.uaConfig.threadCnt, config.uaConfig.mainThreadOnly, config.uaConfig.maxCalls = 0, True, 30
    config.logConfig.level = config.logConfig.consoleLevel = 0
    config.medConfig.maxMediaPorts = 200
    config.medConfig.clockRate, config.medConfig.noVad, config.medConfig.ecTailLen = 8000, True, 0
    eindpunt.libInit(config)
    vervoer = pj.TransportConfig()
    vervoer.port, vervoer.boundAddress = poort, "127.0.0.1"
    eindpunt.transportCreate(pj.PJSIP_TRANSPORT_UDP, vervoer)
    eindpunt.libStart()
    eindpunt.audDevManager().setNullDev()
    for codec in eindpunt.codecEnum2():
        eindpunt.codecSetPriority(codec.codecId, 255 if codec.codecId.startswith("PCMA") else 0)
    rekening = pj.AccountConfig()
    rekening.idUri = f"sip:0612345678@127.0.0.1:{poort}"
    toestel = Toestel()
    toestel.create(rekening)
    threading.Thread(
        target=lambda: (
            [opdrachten.put(json.loads(regel)) for regel in sys.stdin] + [opdrachten.put({"doe": "stop"})]
        ),
        daemon=True,
    ).start()
    meld("klaar")
    while True:
        eindpunt.libHandleEvents(10)
        try:
            o = opdrachten.get_nowait()
        except queue.Empty:
            continue
        doe = o["doe"]
        if doe == "stop":
            break
        if doe == "antwoord":
            toestel.antwoord, toestel.opname = int(o["code"]), str(o.get("opname", ""))
        elif doe == "bel":
            gesprek = Gesprek(toestel, opname=str(o.get("opname", "")))
            prm = pj.CallOpParam(True)
            for naam, waarde in dict(o.get("koppen", {})).items():
                kop = pj.SipHeader()
                kop.hName, kop.hValue = naam, waarde
                prm.txOption.headers.append(kop)
            try:
                gesprek.makeCall(str(o["naar"]), prm)
            except pj.Error as fout:
                meld("fout", reden=fout.info())
                continue
            toestel.gesprekken[gesprek.getId()] = gesprek
            meld("belt", gesprek=gesprek.getId())
        else:
            gesprek = toestel.gesprekken[int(o["gesprek"])]
            if doe == "toets":
                gesprek.dialDtmf(str(o["tekens"]))
            elif doe == "speel":
                gesprek.speel(str(o["pad"]))
            elif doe == "hang_op":
                gesprek.hangup(pj.CallOpParam())
    toestel.gesprekken.clear()
    eindpunt.libDestroy()


main()
