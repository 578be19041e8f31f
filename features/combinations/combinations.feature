@combinations
Feature: Every combination of settings and ways to ask

  The decision table in features/combinations/decisions.yaml says what becomes of
  a request in every combination of the seven on/off settings with the method,
  the place of the credentials, the code challenge and verifier, and the consumer
  secret. Each scenario tries one row. By default it tries so many combinations that every
  two values that can occur together do; with `--strength 3` every three, and with
  `--strength full` it tries all combinations.

  Rule: The authorization request

    Scenario Outline: Refused: <row>
      When the app asks in the combinations that "<row>" decides
      Then each of them is refused at the authorization request
      But those that no other row refuses are accepted once what the row names is put right

      @CC-ORG-02 @touches:CC-ORG-03
      Examples:
        | row                             |
        | the org does not allow the flow |

      @CC-OAUTH-01
      Examples:
        | row                              |
        | OAuth is not enabled for the app |

      @CC-FLOW-02 @touches:CC-ORG-05
      Examples:
        | row                                 |
        | the flow is not enabled for the app |

      @CC-CRED-06
      Examples:
        | row                          |
        | a request has no credentials |

      @CC-POST-06
      Examples:
        | row                                 |
        | GET where the POST body is required |

      @CC-POST-07
      Examples:
        | row                                            |
        | a Basic header where the POST body is required |

      @CC-PKCE-35 @touches:CC-PKCE-02
      Examples:
        | row                                 |
        | no challenge where PKCE is required |

      @CC-POST-10
      Examples:
        | row                                                      |
        | credentials in the query where the POST body is required |

    Scenario Outline: Observed only, since no source decides: <row>
      When the app asks in the combinations that "<row>" decides
      Then it is noted how many of them are accepted

      @CC-CLIENT-10
      Examples: (profile strict)
        | row                                 |
        | a public client without a challenge |

      @CC-POST-09
      Examples:
        | row                                          |
        | a Basic header beside the required POST body |

      @CC-CRED-23
      Examples:
        | row                                                   |
        | the same credentials in the body and the Basic header |

      @CC-CRED-20
      Examples:
        | row                                        |
        | credentials in the query of a POST request |

      @CC-POST-18
      Examples:
        | row                                       |
        | credentials in the query of a GET request |

  Rule: The token request, once a code was given

    Scenario Outline: Refused: <row>
      When the app asks in the combinations that "<row>" decides
      Then each of them is refused at the token request
      But those that no other row refuses are accepted once what the row names is put right

      @CC-SEC-01 @touches:CC-SEC-06
      Examples:
        | row                                              |
        | no secret where the web server flow requires one |

      @CC-SEC-04
      Examples:
        | row                                                   |
        | a wrong secret where the web server flow requires one |

      @CC-PKCE-06
      Examples:
        | row              |
        | a wrong verifier |

      @CC-PKCE-07 @touches:CC-PKCE-05
      Examples:
        | row                         |
        | no verifier for a challenge |

      @CC-PKCE-08
      Examples:
        | row                            |
        | a verifier without a challenge |

      @CC-SEC-09
      Examples:
        | row                                                    |
        | a wrong secret where the web server flow requires none |

  Rule: The refresh request, once tokens were given

    Scenario Outline: Refused: <row>
      When the app asks in the combinations that "<row>" decides
      Then each of them is refused at the refresh request
      But those that no other row refuses are accepted once what the row names is put right

      @CC-RSEC-01 @touches:CC-CLIENT-08
      Examples:
        | row                                                 |
        | no secret where the refresh token flow requires one |

      @CC-RSEC-03
      Examples:
        | row                                                      |
        | a wrong secret where the refresh token flow requires one |

      @CC-RSEC-06
      Examples:
        | row                                                       |
        | a wrong secret where the refresh token flow requires none |

  Rule: Nothing speaks against it

    @CC-FLOW-03
    @touches:CC-ORG-04 @touches:CC-OAUTH-02 @touches:CC-POST-02 @touches:CC-POST-03 @touches:CC-POST-04 @touches:CC-POST-05
    @touches:CC-PKCE-01 @touches:CC-PKCE-03 @touches:CC-SEC-02 @touches:CC-SEC-03 @touches:CC-SEC-07 @touches:CC-SEC-08
    @touches:CC-SEC-12 @touches:CC-RSEC-02 @touches:CC-RSEC-05 @touches:CC-RSEC-07 @touches:CC-RSEC-10
    Scenario: Everything in order
      When the app asks in the combinations that "everything in order" decides
      Then each of them is accepted, from the authorization request to the refresh request
