Feature: Callback URL

  The redirect_uri of a request must be one of the app's callback URLs,
  character for character. Any other is refused, and the browser is not sent
  there.

  Background:
    Given a private client

  Rule: A registered URL is accepted

    @CC-CALL-02
    Scenario: The callback URL of the app is accepted
      When the app asks for authorization with the registered callback URL
      Then the authorization request is accepted

    Scenario Outline: Of several callback URLs, <which> is accepted
      Given the app has "Callback URL" set to "https://one.codecred.example/callback https://two.codecred.example/callback?from=app codecred-app://signed-in https://three.codecred.example/callback"
      When the app asks for authorization with the callback URL "<url>"
      Then the authorization request is accepted
      When the app exchanges the code with the callback URL "<url>"
      Then the token request is accepted

      @CC-CALL-03
      Examples:
        | which     | url                                     |
        | the first | https://one.codecred.example/callback   |
        | the last  | https://three.codecred.example/callback |

      @CC-CALL-11
      Examples:
        | which                    | url                                            |
        | the one that has a query | https://two.codecred.example/callback?from=app |

      @CC-CALL-12
      Examples:
        | which                      | url                      |
        | the one of a custom scheme | codecred-app://signed-in |

  Rule: Any other URL is refused

    @CC-CALL-01
    Scenario: An app without a callback URL is refused
      Given the app has "Callback URL" at its default
      When the app asks for authorization with the callback URL "https://app.codecred.example/callback"
      Then the authorization request is refused
      But the same request is accepted when the app has "Callback URL" set to "https://app.codecred.example/callback"

    @CC-CALL-05
    Scenario: An app without a callback URL is not redirected to the one that it asks for
      Given the app has "Callback URL" at its default
      And the app asks for authorization with the callback URL "https://app.codecred.example/callback"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request is accepted when the app has "Callback URL" set to "https://app.codecred.example/callback"

    @CC-CALL-04
    Scenario Outline: A request with <variation> and another callback URL is refused
      When the app asks for authorization with <variation> and the callback URL "https://attacker.example/callback"
      Then the authorization request is refused
      And the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

      Examples:
        | variation                               |
        | credentials in the Basic header         |
        | GET and credentials in the Basic header |

    @CC-CALL-15 @touches:CC-ISO-01
    Scenario: Another app's callback URL is refused
      Given another private client
      And another app has "Callback URL" set to "https://other.codecred.example/callback"
      When the app asks for authorization with the callback URL "https://other.codecred.example/callback"
      Then the authorization request is refused
      And the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-13
    Scenario Outline: A request <variation> is refused (profile salesforce)
      When the app asks for authorization <variation>
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

      Examples:
        | variation                            |
        | without the parameter "redirect_uri" |
        | with the callback URL ""             |

  Rule: The token request must name the same URL

    @CC-CODE-04
    Scenario Outline: A token request with <variation> is refused
      Given the app has "Callback URL" set to "https://app.codecred.example/callback https://app.codecred.example/second"
      And the app holds an authorization code
      When the app exchanges the code with <variation>
      Then the token request is refused
      But the same request with the registered callback URL is accepted

      Examples:
        | variation                                              |
        | the callback URL "https://app.codecred.example/second" |

  Rule: A change is in effect at once

    @CC-CALL-17
    Scenario: A URL that is taken off the list is refused
      Given the app has "Callback URL" set to "https://app.codecred.example/callback"
      And the app asks for authorization with the callback URL "https://app.codecred.example/callback"
      And the authorization request is accepted
      When the administrator sets "Callback URL" to "https://app.codecred.example/new" for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request was accepted before the change

    @CC-CALL-16
    Scenario: A URL that is added to the list is accepted
      Given the app has "Callback URL" set to "https://app.codecred.example/callback"
      When the app asks for authorization with the callback URL "https://app.codecred.example/new"
      And the administrator sets "Callback URL" to "https://app.codecred.example/callback https://app.codecred.example/new" for the app
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

  Rule: The form of the refusal

    @CC-CALL-14
    Scenario: Without the parameter redirect_uri, an app with several callback URLs is refused (profile strict)
      Given the app has "Callback URL" set to "https://app.codecred.example/callback https://app.codecred.example/second"
      When the app asks for authorization without the parameter "redirect_uri"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-18
    Scenario: Another callback URL is answered with 400 and redirect_uri_mismatch (profile salesforce)
      When the app asks for authorization with the callback URL "https://attacker.example/callback"
      Then the authorization request is refused
      And the answer's status is 400
      And the error is "redirect_uri_mismatch"
      But the same request with the registered callback URL is accepted
