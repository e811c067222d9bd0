import ArgumentParser
import AsyncHTTPClient
import Yams
import NIOSSL
import Crypto
print("schakel")
